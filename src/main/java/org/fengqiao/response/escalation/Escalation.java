package org.fengqiao.response.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.alerting.AlarmWriter.Alarm;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.escalation.MissedClocks.MissedClock;

/**
 * A missed clock is escalated: the next level hears of it, and the level above when as much time again has passed, up to
 * the district and its duty desk. At the top an operational alarm stays until the step is done. The owner remains the owner.
 */
@ApplicationScoped
public class Escalation implements ScheduledJob {
    private static final int BATCH = 100;
    private static final Map<String, BilingualText> STEPS = Map.of(
            "ack", new BilingualText("签收", "acknowledgement"),
            "contact", new BilingualText("联系或到场", "contact or visit"),
            "plan", new BilingualText("处置方案", "plan"),
            "close", new BilingualText("办结", "closing"));

    private final DataSource database;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final Outbox outbox;
    private final Ids ids;
    private final EscalationPolicy policy = EscalationPolicy.bundled();

    Escalation(DataSource database, PostStore posts, WorkingCalendars calendars, Outbox outbox, Ids ids) {
        this.database = database;
        this.posts = posts;
        this.calendars = calendars;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "missed clocks";
    }

    /** Escalates every clock that is due by one level. Returns how many there were. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int batch;
        do {
            batch = Transactions.inTransaction(database, connection -> escalate(connection, at));
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    private int escalate(Connection connection, Instant at) throws SQLException {
        List<MissedClock> missed = MissedClocks.claim(connection, at, BATCH);
        if (missed.isEmpty()) return 0;
        PostDirectory directory = posts.directory(connection);
        WorkingCalendar calendar = calendars.current(connection);
        StatementBatch batch = new StatementBatch();
        List<AlertHistoryEntry> history = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        for (MissedClock clock : missed) {
            EscalationPolicy.EscalationStep step = policy.next(
                    clock.dimension(),
                    clock.step(),
                    clock.level(),
                    clock.ownerPost(),
                    clock.areaPath(),
                    clock.known(),
                    directory,
                    at);
            Instant next =
                    step.isLast() ? null : calendar.due(clock.duration(), at).at();
            MissedClocks.save(batch, clock, step, next, at);
            for (PostAssignment recipient : step.recipients()) {
                BilingualText why = why(clock, step.level(), recipient);
                MissedClocks.addCopy(batch, clock, recipient);
                history.add(entry(clock, step.level(), recipient, why));
                notices.add(notice(clock, recipient, why, directory, at));
            }
            if (step.isLast()) alarms.add(alarm(clock));
        }
        AlertHistory.append(batch, history, at);
        AlarmWriter.raise(batch, AlertClocks.ESCALATION_ALARM, alarms, at);
        batch.execute(connection);
        outbox.put(connection, notices, at);
        return missed.size();
    }

    private static BilingualText why(MissedClock clock, int level, PostAssignment recipient) {
        BilingualText step = step(clock);
        return new BilingualText(
                clock.tier() + "预警的" + step.zh() + "时限（" + clock.duration() + "）已过仍未完成，升级至第" + level + "级："
                        + recipient.name().zh(),
                "the time for " + step.en() + " of an alert at " + clock.tier() + " (" + clock.duration()
                        + ") is over and it is not done; it is escalated to level " + level + ": "
                        + recipient.name().en());
    }

    private static AlertHistoryEntry entry(MissedClock clock, int level, PostAssignment recipient, BilingualText why) {
        String detail = clock.step() + " " + level + " → " + recipient.kind() + "@" + recipient.areaCode();
        return AlertHistoryEntry.bySystem(clock.alert(), AlertEvent.ESCALATED, detail, why);
    }

    /** To the post if this very person answers for it; a stand-in beside a silent holder is notified as a person. */
    private static Notice notice(
            MissedClock clock, PostAssignment recipient, BilingualText why, PostDirectory directory, Instant at) {
        Optional<String> username = recipient.username();
        boolean answersForPost = directory
                .assignmentOf(recipient.postId(), at)
                .flatMap(PostAssignment::username)
                .equals(username);
        return new Notice(
                Notice.Kind.ESCALATED,
                clock.alert(),
                answersForPost ? recipient.postId() : null,
                username,
                clock.tier(),
                why);
    }

    private Alarm alarm(MissedClock clock) {
        BilingualText step = step(clock);
        return new Alarm(
                ids.next(),
                clock.alert() + " " + clock.step() + "@" + clock.areaPath(),
                new BilingualText(
                        clock.tier() + "预警 " + clock.alert() + " 的" + step.zh() + "逐级升级到顶仍未完成；请指定专人立即办理。",
                        "Alert " + clock.alert() + " at " + clock.tier() + " was escalated to the top without its "
                                + step.en() + "; appoint somebody to see to it at once."));
    }

    private static BilingualText step(MissedClock clock) {
        return STEPS.getOrDefault(clock.step(), new BilingualText(clock.step(), clock.step()));
    }
}

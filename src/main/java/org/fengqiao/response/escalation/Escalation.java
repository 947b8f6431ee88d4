package org.fengqiao.response.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.alerting.AlarmWriter.Alarm;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.Messages;
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
    private final DataSource database;
    private final AlertRepository alerts;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final Outbox outbox;
    private final Ids ids;
    private final EscalationPolicy policy = EscalationPolicy.bundled();

    Escalation(
            DataSource database,
            AlertRepository alerts,
            PostStore posts,
            WorkingCalendars calendars,
            Outbox outbox,
            Ids ids) {
        this.database = database;
        this.alerts = alerts;
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
        Map<UUID, Alert> claimed =
                alerts.get(missed.stream().map(MissedClock::alert).distinct().toList());
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
            MissedClocks.save(batch, clock, step, next);
            for (PostAssignment recipient : step.recipients()) {
                MissedClocks.addCopy(batch, clock, recipient);
                history.add(entry(claimed.get(clock.alert()), clock, step.level(), recipient));
                notices.add(notice(clock, recipient, why(clock, step.level(), recipient), directory, at));
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
        return Messages.text(
                "why.ESCALATED",
                Map.of(
                        "tier", Messages.text("tier." + clock.tier()),
                        "step", step(clock),
                        "duration", DurationText.of(clock.duration()),
                        "since", clock.dueAt(),
                        "level", level,
                        "post", recipient.name()));
    }

    private static AlertHistoryEntry entry(Alert alert, MissedClock clock, int level, PostAssignment recipient) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("step", clock.step());
        arguments.put("duration", clock.duration());
        arguments.put("level", level);
        arguments.put("post", recipient.postId());
        arguments.put("person", recipient.username().orElse(null));
        return AlertHistoryEntry.bySystem(alert.id(), alert.record(AlertEvent.ESCALATED), arguments);
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
        return new Alarm(
                ids.next(),
                clock.alert() + " " + clock.step() + "@" + clock.areaPath(),
                Messages.text(
                        "alarm.ESCALATED_TO_THE_TOP",
                        Map.of(
                                "tier", Messages.text("tier." + clock.tier()),
                                "alert", clock.alert(),
                                "step", step(clock))));
    }

    private static BilingualText step(MissedClock clock) {
        return Messages.text("step." + clock.step());
    }
}

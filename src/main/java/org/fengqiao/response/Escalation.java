package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/**
 * A clock that is missed climbs: the next level hears of it, and the level above it when as much time again has gone by,
 * up to the district and its duty desk; at the top an operational alarm stays until the step is done. The owner remains
 * the owner.
 */
@ApplicationScoped
public class Escalation implements ScheduledJob {
    public static final String ALARM = "ESCALATED_TO_THE_TOP";

    private static final int AT_A_TIME = 100;
    private static final Map<String, BilingualText> STEPS = Map.of(
            "ack", new BilingualText("签收", "acknowledgement"),
            "contact", new BilingualText("联系或到场", "contact or visit"),
            "plan", new BilingualText("处置方案", "plan"),
            "close", new BilingualText("办结", "closing"));

    /** Alerts are locked with their clocks; one that somebody is at work on is left for the next round. */
    private static final String CLAIM = """
            select c.*, a.tier, a.dimension, a.area_path, a.owner_post, a.owner_username
            from alert_clock c join alert a on a.id = c.alert_id
            where coalesce(c.climb_at, c.due_at) <= ? and c.met_at is null and c.stopped_at is null
                and c.step <> 'enterprise' and a.closed_at is null
            order by coalesce(c.climb_at, c.due_at) limit ? for update of a, c skip locked""";

    private static final String CLIMB = """
            update alert_clock set missed_at = coalesce(missed_at, ?), level = ?, told = ?,
                climb_at = coalesce(?, 'infinity'::timestamptz)
            where alert_id = ? and step = ? and started_at = ?""";
    private static final String COPY = "insert into alert_copy (alert_id, post_id, username, because)"
            + " values (?, ?, ?, 'ESCALATED') on conflict do nothing";
    private static final String RAISE_ALARM = """
            insert into operational_alarm (id, kind, subject, zh, en, raised_at) values (?, ?, ?, ?, ?, ?)
            on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null
            where operational_alarm.cleared_at is not null""";

    private final DataSource database;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final Outbox outbox;
    private final Ids ids;
    private final EscalationPolicy ladder = EscalationPolicy.bundled();

    Escalation(DataSource database, PostStore posts, WorkingCalendars calendars, Outbox outbox, Ids ids) {
        this.database = database;
        this.posts = posts;
        this.calendars = calendars;
        this.outbox = outbox;
        this.ids = ids;
    }

    private record MissedClock(
            UUID alert,
            String step,
            String duration,
            Instant started,
            int level,
            Set<String> told,
            Tier tier,
            String dimension,
            String areaPath,
            UUID ownerPost,
            String owner) {
        Set<String> known() {
            Set<String> known = new LinkedHashSet<>(told);
            if (owner != null) known.add(owner);
            return known;
        }
    }

    @Override
    public String name() {
        return "missed clocks";
    }

    /** Every clock that was missed climbs one level. Gives back how many did. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int some;
        do {
            some = Transactions.inTransaction(database, connection -> climb(connection, at));
            all += some;
        } while (some == AT_A_TIME);
        return all;
    }

    private int climb(Connection connection, Instant at) throws SQLException {
        List<MissedClock> missed = claim(connection, at);
        if (missed.isEmpty()) return 0;
        PostDirectory book = posts.directory(connection);
        WorkingCalendar calendar = calendars.current(connection);
        List<Notice> notices = new ArrayList<>();
        for (MissedClock clock : missed) {
            EscalationPolicy.EscalationStep climbed = ladder.next(
                    clock.dimension(),
                    clock.step(),
                    clock.level(),
                    clock.ownerPost(),
                    clock.areaPath(),
                    clock.known(),
                    book,
                    at);
            save(connection, clock, climbed, calendar, at);
            for (PostAssignment holder : climbed.told()) {
                boolean answers = book.assignmentOf(holder.postId(), at)
                        .flatMap(PostAssignment::username)
                        .equals(holder.username());
                notices.add(tell(connection, clock, climbed.level(), holder, answers, at));
            }
            if (climbed.top()) alarm(connection, clock, at);
        }
        outbox.put(connection, notices, at);
        return missed.size();
    }

    private static List<MissedClock> claim(Connection connection, Instant at) throws SQLException {
        List<MissedClock> missed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
            select.setTimestamp(1, Timestamp.from(at));
            select.setInt(2, AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    missed.add(new MissedClock(
                            row.getObject("alert_id", UUID.class),
                            row.getString("step"),
                            row.getString("duration"),
                            Jdbc.instant(row, "started_at"),
                            row.getInt("level"),
                            Set.of((String[]) row.getArray("told").getArray()),
                            Tier.valueOf(row.getString("tier")),
                            row.getString("dimension"),
                            row.getString("area_path"),
                            row.getObject("owner_post", UUID.class),
                            row.getString("owner_username")));
                }
            }
        }
        return missed;
    }

    private static void save(
            Connection connection,
            MissedClock clock,
            EscalationPolicy.EscalationStep climbed,
            WorkingCalendar calendar,
            Instant at)
            throws SQLException {
        Set<String> told = new LinkedHashSet<>(clock.told());
        climbed.told().forEach(holder -> holder.username().ifPresent(told::add));
        Instant next = climbed.top() ? null : calendar.due(clock.duration(), at).at();
        try (PreparedStatement update = connection.prepareStatement(CLIMB)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setInt(2, climbed.level());
            Jdbc.setArray(update, 3, "text", List.copyOf(told), name -> name);
            update.setObject(4, Jdbc.utc(next));
            update.setObject(5, clock.alert());
            update.setString(6, clock.step());
            update.setTimestamp(7, Timestamp.from(clock.started()));
            update.executeUpdate();
        }
    }

    /** @param answers whether the post is answered for by this very person; a stand-in beside a silent holder is told himself */
    private Notice tell(
            Connection connection, MissedClock clock, int level, PostAssignment holder, boolean answers, Instant at)
            throws SQLException {
        BilingualText step = STEPS.getOrDefault(clock.step(), new BilingualText(clock.step(), clock.step()));
        BilingualText why = new BilingualText(
                clock.tier() + "预警的" + step.zh() + "时限（" + clock.duration() + "）已过仍未完成，升级至第" + level + "级："
                        + holder.name().zh(),
                "the time for " + step.en() + " of an alert at " + clock.tier() + " (" + clock.duration()
                        + ") is over and it is not done; it climbs to level " + level + ": "
                        + holder.name().en());
        String username = holder.username().orElse(null);
        String detail = clock.step() + " " + level + " → " + holder.kind() + "@" + holder.areaCode();
        AlertHistory.append(
                connection, List.of(AlertHistoryEntry.bySystem(clock.alert(), AlertEvent.ESCALATED, detail, why)), at);
        try (PreparedStatement copy = connection.prepareStatement(COPY)) {
            copy.setObject(1, clock.alert());
            copy.setObject(2, holder.postId());
            copy.setString(3, username);
            if (!holder.postId().equals(clock.ownerPost())) copy.executeUpdate();
        }
        return new Notice(
                Notice.Kind.ESCALATED,
                clock.alert(),
                answers ? holder.postId() : null,
                Optional.ofNullable(username),
                clock.tier(),
                why);
    }

    private void alarm(Connection connection, MissedClock clock, Instant at) throws SQLException {
        BilingualText step = STEPS.getOrDefault(clock.step(), new BilingualText(clock.step(), clock.step()));
        try (PreparedStatement insert = connection.prepareStatement(RAISE_ALARM)) {
            insert.setObject(1, ids.next());
            insert.setString(2, ALARM);
            insert.setString(3, clock.alert() + " " + clock.step() + "@" + clock.areaPath());
            insert.setString(4, clock.tier() + "预警 " + clock.alert() + " 的" + step.zh() + "逐级升级到顶仍未完成；请指定专人立即办理。");
            insert.setString(
                    5,
                    "Alert " + clock.alert() + " at " + clock.tier() + " climbed to the top without its " + step.en()
                            + "; name somebody who sees to it at once.");
            insert.setTimestamp(6, Timestamp.from(at));
            insert.executeUpdate();
        }
    }
}

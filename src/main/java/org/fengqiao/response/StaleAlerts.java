package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
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
 * Alerts that were acknowledged and then forgotten: the owner is reminded, and when he is silent still, the alert is as if
 * nobody had acknowledged it: he is told again, and its first clock runs anew and climbs.
 */
@ApplicationScoped
public class StaleAlerts implements ScheduledJob {
    private static final int AT_A_TIME = 100;

    /** Silence begins with the last thing a person did. */
    private static final String CLAIM = """
            select a.id, a.tier, a.owner_post, a.remind_at, a.reminded_at, a.acknowledged_at,
                (select max(e.at) from alert_event e where e.alert_id = a.id and e.actor is not null) as spoken_at
            from alert a where a.state = 'ACKNOWLEDGED' and (a.remind_at is null or a.remind_at <= ?)
            order by a.remind_at nulls first limit ? for update of a skip locked""";

    private static final String SAVE = "update alert set remind_at = ?, reminded_at = ? where id = ?";
    private static final String FALL_BACK = """
            update alert set state = 'RAISED', acknowledged_at = null, acknowledged_by = null, remind_at = null,
                reminded_at = null where id = ?""";
    private static final String RESTART = """
            insert into alert_clock (alert_id, step, duration, started_at, due_at, calendar)
            values (?, 'ack', ?, ?, ?, ?) on conflict do nothing""";
    private static final String ACK_CLOCK =
            "select duration from alert_clock where alert_id = ? and step = 'ack' order by started_at desc limit 1";

    private record ReminderInterval(String after, String again) {}

    private record StaleAlert(UUID id, Tier tier, UUID owner, Instant remindAt, Instant remindedAt, Instant since) {}

    private final DataSource database;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final Outbox outbox;
    private final Map<Tier, ReminderInterval> patience = new EnumMap<>(Tier.class);

    StaleAlerts(DataSource database, PostStore posts, WorkingCalendars calendars, Outbox outbox) {
        this.database = database;
        this.posts = posts;
        this.calendars = calendars;
        this.outbox = outbox;
        ResponseTable.rows("reminders.csv")
                .forEach(row -> patience.put(
                        Tier.valueOf(row.getField("tier")),
                        new ReminderInterval(row.getField("after"), row.getField("again"))));
    }

    @Override
    public String name() {
        return "silent alerts";
    }

    /** Reminds whoever is silent too long. Gives back how many alerts were looked at. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int some;
        do {
            some = Transactions.inTransaction(database, connection -> look(connection, at));
            all += some;
        } while (some == AT_A_TIME);
        return all;
    }

    private int look(Connection connection, Instant at) throws SQLException {
        List<StaleAlert> found = claim(connection, at);
        if (found.isEmpty()) return 0;
        WorkingCalendar calendar = calendars.current(connection);
        PostDirectory book = posts.directory(connection);
        List<Notice> notices = new ArrayList<>();
        for (StaleAlert alert : found) {
            ReminderInterval times = patience.get(alert.tier());
            boolean spokeSince = alert.remindedAt() != null && alert.since().isAfter(alert.remindedAt());
            if (alert.remindedAt() != null && !spokeSince) {
                lapseAcknowledgement(connection, alert, calendar, at);
                notices.add(notice(alert, book, at, true));
                continue;
            }
            Instant due = calendar.due(times.after(), alert.since()).at();
            if (due.isAfter(at)) {
                save(connection, alert.id(), due, null);
            } else {
                save(connection, alert.id(), calendar.due(times.again(), at).at(), at);
                notices.add(notice(alert, book, at, false));
                event(connection, alert, AlertEvent.REMINDED, at);
            }
        }
        outbox.put(connection, notices, at);
        return found.size();
    }

    private static List<StaleAlert> claim(Connection connection, Instant at) throws SQLException {
        List<StaleAlert> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
            select.setTimestamp(1, Timestamp.from(at));
            select.setInt(2, AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant acknowledged = Jdbc.instant(row, "acknowledged_at");
                    Instant spoken = Jdbc.instant(row, "spoken_at");
                    found.add(new StaleAlert(
                            row.getObject("id", UUID.class),
                            Tier.valueOf(row.getString("tier")),
                            row.getObject("owner_post", UUID.class),
                            Jdbc.instant(row, "remind_at"),
                            Jdbc.instant(row, "reminded_at"),
                            spoken != null && spoken.isAfter(acknowledged) ? spoken : acknowledged));
                }
            }
        }
        return found;
    }

    private static void save(Connection connection, UUID alert, Instant remindAt, Instant remindedAt)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            update.setTimestamp(1, Timestamp.from(remindAt));
            update.setObject(2, Jdbc.utc(remindedAt));
            update.setObject(3, alert);
            update.executeUpdate();
        }
    }

    private void lapseAcknowledgement(Connection connection, StaleAlert alert, WorkingCalendar calendar, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FALL_BACK);
                PreparedStatement select = connection.prepareStatement(ACK_CLOCK);
                PreparedStatement insert = connection.prepareStatement(RESTART)) {
            update.setObject(1, alert.id());
            update.executeUpdate();
            select.setObject(1, alert.id());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    WorkingCalendar.Deadline due = calendar.due(row.getString(1), at);
                    insert.setObject(1, alert.id());
                    insert.setString(2, row.getString(1));
                    insert.setTimestamp(3, Timestamp.from(at));
                    insert.setTimestamp(4, Timestamp.from(due.at()));
                    insert.setString(5, due.calendar().orElse(null));
                    insert.executeUpdate();
                }
            }
        }
        event(connection, alert, AlertEvent.ACKNOWLEDGEMENT_LAPSED, at);
    }

    private void event(Connection connection, StaleAlert alert, AlertEvent event, Instant at) throws SQLException {
        BilingualText why = why(event == AlertEvent.ACKNOWLEDGEMENT_LAPSED);
        AlertHistoryEntry entry =
                AlertHistoryEntry.bySystem(alert.id(), event, alert.tier().name(), why);
        AlertHistory.append(connection, List.of(entry), at);
    }

    private static BilingualText why(boolean again) {
        return again
                ? new BilingualText(
                        "签收并经提醒后仍无进展，预警恢复为待签收",
                        "acknowledged and reminded, and still silent: it waits to be acknowledged again")
                : new BilingualText(
                        "已签收，之后没有进展：请联系企业并登记", "acknowledged, and nothing since: contact the enterprise and say so");
    }

    private static Notice notice(StaleAlert alert, PostDirectory book, Instant at, boolean again) {
        Optional<String> username = book.assignmentOf(alert.owner(), at).flatMap(PostAssignment::username);
        return new Notice(Notice.Kind.REMINDER, alert.id(), alert.owner(), username, alert.tier(), why(again));
    }
}

package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Route;

/** The clocks of an alert: each runs until its step is done, or the alert is closed. */
@ApplicationScoped
public class AlertClocks {
    /** The kind of the operational alarm that a clock raises when it was escalated to the last level. */
    public static final String ESCALATION_ALARM = "ESCALATED_TO_THE_TOP";

    private static final String STOP = """
            update alert_clock set stopped_at = b.at, stop_reason = 'RESTARTED' from (select ?::timestamptz as at) b
            where alert_id = any(?) and started_at < b.at and completed_at is null and stopped_at is null""";

    private static final String START = """
            insert into alert_clock (started_at, alert_id, step, duration, due_at, calendar)
            select ?::timestamptz, g.*
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[]) as g on conflict do nothing""";

    private record NewClock(UUID alert, String step, String duration, WorkingCalendar.Deadline due) {}

    /**
     * Starts the clocks that the routes of alerts name.
     *
     * @param former the alerts that had clocks before: those that still run are stopped. Not all alerts, because a first
     *     pass raises many, and without statistics of the clocks the planner would scan them all for each
     */
    public static void start(
            StatementBatch batch,
            WorkingCalendar calendar,
            Map<UUID, Route> routes,
            Collection<UUID> former,
            Instant at) {
        if (!former.isEmpty())
            batch.add(new SqlStatement<>(STOP, null, Parameter.of(Jdbc.utc(at)), Parameter.uuids(former)));
        // All start now, so a duration ends at the same moment for each.
        Map<String, WorkingCalendar.Deadline> deadlines = new HashMap<>();
        List<NewClock> clocks = new ArrayList<>();
        routes.forEach((alert, route) -> route.clocks().forEach((step, duration) -> {
            WorkingCalendar.Deadline due = deadlines.computeIfAbsent(duration, length -> calendar.due(length, at));
            clocks.add(new NewClock(alert, step, duration, due));
        }));
        if (!clocks.isEmpty()) start(batch, clocks, at);
    }

    private static void start(StatementBatch batch, List<NewClock> clocks, Instant at) {
        batch.add(new SqlStatement<>(
                START,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", clocks, NewClock::alert),
                Parameter.array("text", clocks, NewClock::step),
                Parameter.array("text", clocks, NewClock::duration),
                Parameter.array(
                        "timestamptz", clocks, clock -> Jdbc.utc(clock.due().at())),
                Parameter.array("text", clocks, clock -> clock.due().calendar().orElse(null))));
    }

    private static final String COMPLETE = "update alert_clock set completed_at = ?, completed_by = ?"
            + " where alert_id = ? and step = ? and completed_at is null and stopped_at is null";

    private static final String STOP_ALL = "update alert_clock set stopped_at = ?, stop_reason = 'CLOSED'"
            + " where alert_id = ? and completed_at is null and stopped_at is null";

    private static final String MISS = "update alert_clock set missed_at = due_at where alert_id = any(?) and step = ?"
            + " and due_at <= ? and completed_at is null and stopped_at is null and missed_at is null";

    private static final String CLEAR_ALARMS = "update operational_alarm set cleared_at = ?"
            + " where kind = ? and starts_with(subject, ?) and cleared_at is null";

    private static final String RESUME =
            "update alert_clock set completed_at = null, completed_by = null where alert_id = ? and step = ? and completed_at = ?";

    private static final String RESTORE_ALARMS = "update operational_alarm set cleared_at = null"
            + " where kind = ? and starts_with(subject, ?) and cleared_at = ?";

    private static final String LAST_DURATION =
            "select duration from alert_clock where alert_id = ? and step = ?" + " order by started_at desc limit 1";

    private final DataSource database;

    AlertClocks(DataSource database) {
        this.database = database;
    }

    /**
     * What an event means for the clocks: the one of its step is met, and none of a closed alert runs any longer.
     *
     * @param by who did it
     */
    public void apply(UUID alert, AlertEvent event, String by, Instant at) {
        event.meets().ifPresent(step -> complete(alert, step, by, at));
        if (event == AlertEvent.CLOSED) stop(alert, at);
    }

    private void complete(UUID alert, String step, String by, Instant at) {
        execute(
                at,
                alert + " " + step,
                new SqlStatement<>(
                        COMPLETE,
                        null,
                        Parameter.of(Jdbc.utc(at)),
                        Parameter.of(by),
                        Parameter.of(alert),
                        Parameter.of(step)));
    }

    private void stop(UUID alert, Instant at) {
        execute(at, alert + " ", new SqlStatement<>(STOP_ALL, null, Parameter.of(Jdbc.utc(at)), Parameter.of(alert)));
    }

    /** What was due by then and not done is missed, since when it was due. */
    public void markMissed(Collection<UUID> alerts, String step, Instant at) {
        Transactions.inTransaction(database, connection -> {
            SqlStatement.update(MISS, Parameter.uuids(alerts), Parameter.of(step), Parameter.of(Jdbc.utc(at)))
                    .execute(connection);
            return null;
        });
    }

    /** What was escalated to the last level and is done now needs nobody's attention any longer. */
    private void execute(Instant at, String alarmSubject, SqlStatement<Void> update) {
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            batch.add(update);
            batch.add(new SqlStatement<>(
                    CLEAR_ALARMS,
                    null,
                    Parameter.of(Jdbc.utc(at)),
                    Parameter.of(ESCALATION_ALARM),
                    Parameter.of(alarmSubject)));
            batch.execute(connection);
            return null;
        });
    }

    /** The step that completed it at a moment was taken back: it goes on, and so does an alarm that this cleared. */
    public void resume(UUID alert, String step, Instant completedAt) {
        Parameter at = Parameter.of(Jdbc.utc(completedAt));
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            batch.add(SqlStatement.update(RESUME, Parameter.of(alert), Parameter.of(step), at));
            batch.add(SqlStatement.update(
                    RESTORE_ALARMS, Parameter.of(ESCALATION_ALARM), Parameter.of(alert + " " + step), at));
            batch.execute(connection);
            return null;
        });
    }

    /** Starts the clock of a step again, with as much time as it had the last time; does nothing if it never had one. */
    public void restart(UUID alert, String step, WorkingCalendar calendar, Instant at) {
        Transactions.inTransaction(database, connection -> {
            String duration = StatementBatch.execute(
                    connection,
                    new SqlStatement<>(
                            LAST_DURATION,
                            rows -> rows.next() ? rows.getString(1) : null,
                            Parameter.of(alert),
                            Parameter.of(step)));
            if (duration == null) return null;
            StatementBatch batch = new StatementBatch();
            start(batch, List.of(new NewClock(alert, step, duration, calendar.due(duration, at))), at);
            batch.execute(connection);
            return null;
        });
    }
}

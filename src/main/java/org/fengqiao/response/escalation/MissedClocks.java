package org.fengqiao.response.escalation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;

/** Reads and writes clocks that were missed. */
final class MissedClocks {
    /** Alerts are locked with their clocks; one that somebody is working on is left for the next round. */
    private static final String CLAIM = """
            select c.*, a.tier, a.dimension, a.area_path, a.owner_post, a.owner_username
            from alert_clock c join alert a on a.id = c.alert_id
            where coalesce(c.escalate_at, c.due_at) <= ? and c.completed_at is null and c.stopped_at is null
                and c.step <> 'enterprise' and a.closed_at is null
            order by coalesce(c.escalate_at, c.due_at) limit ? for update of a, c skip locked""";

    /** After the last level a clock is never escalated again. */
    private static final String SAVE = """
            update alert_clock set missed_at = coalesce(missed_at, due_at), level = ?, notified = ?,
                escalate_at = coalesce(?, 'infinity'::timestamptz)
            where alert_id = ? and step = ? and started_at = ?""";

    private static final String COPY = "insert into alert_copy (alert_id, post_id, username, reason)"
            + " values (?, ?, ?, 'ESCALATED') on conflict do nothing";

    private MissedClocks() {}

    /** @param notified the users who heard of it */
    record MissedClock(
            UUID alert,
            String step,
            String duration,
            Instant startedAt,
            Instant dueAt,
            int level,
            Set<String> notified,
            Tier tier,
            String dimension,
            String areaPath,
            UUID ownerPost,
            String owner) {
        /** Its owner included. */
        Set<String> known() {
            Set<String> known = new LinkedHashSet<>(notified);
            if (owner != null) known.add(owner);
            return known;
        }
    }

    static List<MissedClock> claim(Connection connection, Instant at, int limit) throws SQLException {
        return StatementBatch.execute(
                connection,
                new SqlStatement<>(CLAIM, MissedClocks::read, Parameter.of(Jdbc.utc(at)), Parameter.of(limit)));
    }

    private static List<MissedClock> read(ResultSet rows) throws SQLException {
        List<MissedClock> missed = new ArrayList<>();
        while (rows.next()) {
            missed.add(new MissedClock(
                    rows.getObject("alert_id", UUID.class),
                    rows.getString("step"),
                    rows.getString("duration"),
                    Jdbc.instant(rows, "started_at"),
                    Jdbc.instant(rows, "due_at"),
                    rows.getInt("level"),
                    Set.of((String[]) rows.getArray("notified").getArray()),
                    Tier.valueOf(rows.getString("tier")),
                    rows.getString("dimension"),
                    rows.getString("area_path"),
                    rows.getObject("owner_post", UUID.class),
                    rows.getString("owner_username")));
        }
        return missed;
    }

    /** @param next when it is escalated again; null after the last level */
    static void save(StatementBatch batch, MissedClock clock, EscalationPolicy.EscalationStep step, Instant next) {
        Set<String> notified = new LinkedHashSet<>(clock.notified());
        step.recipients().forEach(holder -> holder.username().ifPresent(notified::add));
        batch.add(new SqlStatement<>(
                SAVE,
                null,
                Parameter.of(step.level()),
                Parameter.array("text", List.copyOf(notified), username -> username),
                Parameter.of(Jdbc.utc(next)),
                Parameter.of(clock.alert()),
                Parameter.of(clock.step()),
                Parameter.of(Jdbc.utc(clock.startedAt()))));
    }

    /** Whoever hears of it is copied in, so that they find the alert on their list. */
    static void addCopy(StatementBatch batch, MissedClock clock, PostAssignment recipient) {
        if (recipient.postId().equals(clock.ownerPost())) return;
        batch.add(new SqlStatement<>(
                COPY,
                null,
                Parameter.of(clock.alert()),
                Parameter.of(recipient.postId()),
                Parameter.of(recipient.username().orElse(null))));
    }
}

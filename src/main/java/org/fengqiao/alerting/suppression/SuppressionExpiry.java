package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What was held back comes to its end: a silence or a cooldown is over, or the lead of a group was closed. */
@ApplicationScoped
public class SuppressionExpiry {
    private static final int AT_ONCE = 500;
    private static final String OVER = """
            select h.id as held, h.at as held_at, h.silence_id as held_by, a.* from alert_suppression h join alert a on a.id = h.alert_id
            where h.ended_at is null and h.until <= ? order by h.id limit ? for update skip locked""";
    private static final String LEADERLESS = """
            select a.*, a.group_lead_id as former from alert a join alert l on l.id = a.group_lead_id
            where a.closed_at is null and l.closed_at is not null
            order by a.group_lead_id, a.severity desc, a.score desc, a.id limit ? for update of a skip locked""";

    private final SilenceRepository silences;
    private final DeferredNotifier late;
    private final AlertRepository alerts;

    SuppressionExpiry(SilenceRepository silences, DeferredNotifier late, AlertRepository alerts) {
        this.silences = silences;
        this.late = late;
        this.alerts = alerts;
    }

    /** Tells what is due, in the caller's transaction; a caller gets {@value #AT_ONCE} at a time at most. */
    public List<Notice> noticesDue(Connection connection, Instant at) throws SQLException {
        List<Notice> notices = new ArrayList<>(expireSuppressions(connection, at));
        notices.addAll(regroup(connection, at));
        return notices;
    }

    private record ExpiredSuppression(
            long held,
            DeferredNotifier.DeferredAlert alert,
            Silence.SilenceSubject of,
            boolean open,
            boolean toldSince) {}

    /** Silences and cooldowns that ended: told now if the alert is still open and nobody was told of it since. */
    private List<Notice> expireSuppressions(Connection connection, Instant at) throws SQLException {
        List<ExpiredSuppression> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OVER)) {
            select.setTimestamp(1, Timestamp.from(at));
            select.setInt(2, AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant notifiedAt = Jdbc.instant(row, "notified_at");
                    Instant heldAt = Jdbc.instant(row, "held_at");
                    all.add(new ExpiredSuppression(
                            row.getLong("held"),
                            DeferredNotifier.alert(row),
                            SilenceQueries.subject(row),
                            row.getTimestamp("closed_at") == null,
                            notifiedAt != null && !notifiedAt.isBefore(heldAt)));
                }
            }
        }
        Map<Dimension, List<Silence>> inForce = new EnumMap<>(Dimension.class);
        for (Dimension dimension :
                all.stream().map(one -> one.of().dimension()).distinct().toList()) {
            inForce.put(dimension, silences.inForce(dimension, at));
        }
        List<DeferredNotifier.DeferredAlert> telling = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (ExpiredSuppression one : all) {
            Optional<Silence> still = one.open() && !one.toldSince() ? stillSilent(inForce, one, at) : Optional.empty();
            if (still.isPresent()) {
                extend(connection, one.held(), still.get());
                continue;
            }
            ended.add(one.held());
            if (one.open() && !one.toldSince() && seen.add(one.alert().id())) telling.add(one.alert());
        }
        end(connection, ended, at);
        return late.notify(connection, telling, at, DeferredNotifier.Cause.SUPPRESSION_ENDED);
    }

    /** Another silence may have been put in force meanwhile. */
    private static Optional<Silence> stillSilent(
            Map<Dimension, List<Silence>> inForce, ExpiredSuppression one, Instant at) {
        return inForce.get(one.of().dimension()).stream()
                .filter(silence -> silence.isEffectiveFor(one.of(), at))
                .findFirst();
    }

    private static void extend(Connection connection, long held, Silence by) throws SQLException {
        String sql = "update alert_suppression set until = ?, silence_id = ? where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(by.endsAt));
            update.setObject(2, by.id);
            update.setLong(3, held);
            update.executeUpdate();
        }
    }

    private static void end(Connection connection, List<Long> held, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update alert_suppression set ended_at = ? where id = any(?)")) {
            update.setTimestamp(1, Timestamp.from(at));
            Jdbc.setArray(update, 2, "int8", held, id -> id);
            update.executeUpdate();
        }
    }

    private record Member(UUID former, DeferredNotifier.DeferredAlert alert, Tier told, UUID owner) {}

    /** Members whose lead was closed: the gravest leads from now on, and whose owner knows of none of them is told. */
    private List<Notice> regroup(Connection connection, Instant at) throws SQLException {
        List<Member> members = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LEADERLESS)) {
            select.setInt(1, AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String notified = row.getString("notified_tier");
                    Tier told = notified == null ? null : Tier.valueOf(notified);
                    members.add(new Member(
                            row.getObject("former", UUID.class),
                            DeferredNotifier.alert(row),
                            told,
                            row.getObject("owner_post", UUID.class)));
                }
            }
        }
        List<DeferredNotifier.DeferredAlert> telling = new ArrayList<>();
        Map<UUID, Alert> entities =
                alerts.get(members.stream().map(one -> one.alert().id()).toList());
        AlertGroup group = null;
        UUID former = null;
        for (Member one : members) {
            if (!one.former().equals(former)) {
                former = one.former();
                group = new AlertGroup(one.alert().id());
                for (Member other : members) {
                    if (other.former().equals(former) && other.told() != null)
                        group.recordNotified(other.owner(), other.told());
                }
            }
            entities.get(one.alert().id()).joinGroup(group.lead());
            Tier tier = one.alert().tier();
            if (one.told() == null && !group.wasNotified(one.owner(), tier)) {
                telling.add(one.alert());
                group.recordNotified(one.owner(), tier);
            }
        }
        return late.notify(connection, telling, at, DeferredNotifier.Cause.LEAD_CLOSED);
    }
}

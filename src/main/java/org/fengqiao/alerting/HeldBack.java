package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What was held back comes to its end: a silence or a cooldown is over, or the lead of a group was closed. */
@ApplicationScoped
public class HeldBack {
    private static final int AT_ONCE = 500;
    private static final String OVER = """
            select h.id as held, h.at as held_at, h.silence_id as held_by, a.* from alert_held h join alert a on a.id = h.alert_id
            where h.ended_at is null and h.until <= ? order by h.id limit ? for update skip locked""";
    private static final String LEADERLESS = """
            select a.*, a.lead_id as former from alert a join alert l on l.id = a.lead_id
            where a.closed_at is null and l.closed_at is not null
            order by a.lead_id, a.severity desc, a.score desc, a.id limit ? for update of a skip locked""";

    private final Silences silences;
    private final Late late;

    HeldBack(Silences silences, Late late) {
        this.silences = silences;
        this.late = late;
    }

    /** Tells what is due, in the caller's transaction; a caller gets {@value #AT_ONCE} at a time at most. */
    public List<Notice> due(Connection connection, Instant at) throws SQLException {
        List<Notice> notices = new ArrayList<>(over(connection, at));
        notices.addAll(regroup(connection, at));
        return notices;
    }

    private record Over(long held, Late.Alert alert, Silence.Case of, boolean open, boolean toldSince) {}

    /** Silences and cooldowns that ended: told now if the alert is still open and nobody was told of it since. */
    private List<Notice> over(Connection connection, Instant at) throws SQLException {
        List<Over> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OVER)) {
            select.setTimestamp(1, Timestamp.from(at));
            select.setInt(2, AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<Decision.Told> told = AlertMemory.told(row);
                    Instant heldAt = AlertMemory.instant(row, "held_at");
                    all.add(new Over(
                            row.getLong("held"),
                            Late.alert(row),
                            Silences.aCase(row),
                            row.getTimestamp("closed_at") == null,
                            told.filter(last -> !last.at().isBefore(heldAt)).isPresent()));
                }
            }
        }
        List<Late.Alert> telling = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (Over one : all) {
            Optional<Silence> still =
                    one.open() && !one.toldSince() ? stillSilent(connection, one, at) : Optional.empty();
            if (still.isPresent()) {
                extend(connection, one.held(), still.get());
                continue;
            }
            end(connection, one.held(), at);
            if (one.open() && !one.toldSince() && seen.add(one.alert().id())) telling.add(one.alert());
        }
        return late.tell(
                connection,
                telling,
                at,
                new Text("；静默或冷却已结束，预警仍未关闭", "; what held it back has ended and it is still open"));
    }

    /** Another silence may have been put in force meanwhile. */
    private Optional<Silence> stillSilent(Connection connection, Over one, Instant at) throws SQLException {
        Dimension dimension = one.of().dimension();
        return silences.inForce(connection, dimension, at).stream()
                .filter(silence -> silence.holds(one.of(), at))
                .findFirst();
    }

    private static void extend(Connection connection, long held, Silence by) throws SQLException {
        Telling.Hold hold = Telling.silenced(by);
        String sql = "update alert_held set until = ?, silence_id = ?, why_zh = ?, why_en = ? where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(by.to()));
            update.setObject(2, by.id());
            update.setString(3, hold.why().zh());
            update.setString(4, hold.why().en());
            update.setLong(5, held);
            update.executeUpdate();
        }
    }

    private static void end(Connection connection, long held, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update alert_held set ended_at = ? where id = ?")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setLong(2, held);
            update.executeUpdate();
        }
    }

    private record Member(UUID former, Late.Alert alert, Tier told, UUID owner) {}

    /** Members whose lead was closed: the gravest leads from now on, and whose owner knows of none of them is told. */
    private List<Notice> regroup(Connection connection, Instant at) throws SQLException {
        List<Member> members = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LEADERLESS)) {
            select.setInt(1, AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Tier told = AlertMemory.told(row).map(Decision.Told::tier).orElse(null);
                    members.add(new Member(
                            row.getObject("former", UUID.class),
                            Late.alert(row),
                            told,
                            row.getObject("owner_post", UUID.class)));
                }
            }
        }
        List<Late.Alert> telling = new ArrayList<>();
        Group group = null;
        UUID former = null;
        for (Member one : members) {
            if (!one.former().equals(former)) {
                former = one.former();
                group = new Group(one.alert().id());
                for (Member other : members) {
                    if (other.former().equals(former) && other.told() != null) group.told(other.owner(), other.told());
                }
            }
            lead(connection, one.alert().id(), group.lead());
            Tier tier = one.alert().tier();
            if (one.told() == null && !group.knows(one.owner(), tier)) {
                telling.add(one.alert());
                group.told(one.owner(), tier);
            }
        }
        return late.tell(
                connection,
                telling,
                at,
                new Text("；同组的主预警已关闭，本预警仍未关闭", "; the alert that spoke for it is closed and this one is still open"));
    }

    private static void lead(Connection connection, UUID alert, UUID lead) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update alert set lead_id = ? where id = ?")) {
            update.setObject(1, alert.equals(lead) ? null : lead, Types.OTHER);
            update.setObject(2, alert);
            update.executeUpdate();
        }
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Silences as they are kept: put in force, found, lifted. An alert that it would hold can always be read. */
@ApplicationScoped
public class SilenceRepository {
    private static final String PUT = """
            insert into silence (id, author, reason, enterprise_id, area_path, dimension, rule_id, indicator, most, begins_at,
                ends_at, remind_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OPEN_CASES = """
            select enterprise_id, area_path, dimension, tier, rules, indicators from alert
            where area_path like ? and closed_at is null and dimension = ? and severity <= ?""";

    private final SilenceLimits limits;
    private final SuppressionSettings settings;
    private final Ids ids;

    SilenceRepository(SilenceLimits limits, SuppressionSettings settings, Ids ids) {
        this.limits = limits;
        this.settings = settings;
        this.ids = ids;
    }

    /** A silence and what became of it. */
    record SilenceRecord(Silence silence, Instant remindedAt, String liftedBy, String liftedWhy, int held) {}

    /** Puts a silence in force, unless it would hold too much. */
    Silence insert(Connection connection, Silence asked, Instant at) throws SQLException {
        limits.check(connection, asked, at);
        long matching =
                openCases(connection, asked).stream().filter(asked::matches).count();
        if (matching > settings.silences().mostAlerts()) {
            int most = settings.silences().mostAlerts();
            throw ProblemException.invalid(
                    "silence-too-broad",
                    "现有" + matching + "条未关闭的预警符合该静默，最多" + most + "条；请缩小范围（企业、区域、规则）。",
                    matching + " open alerts match this silence, " + most
                            + " is the most; narrow it by enterprise, area or rule.");
        }
        Duration length = Duration.between(asked.from(), asked.to());
        Duration before = settings.silences().remindBefore();
        if (length.dividedBy(4).compareTo(before) < 0) before = length.dividedBy(4);
        Silence silence = asked.withId(ids.next());
        try (PreparedStatement insert = connection.prepareStatement(PUT)) {
            insert.setObject(1, silence.id());
            insert.setString(2, silence.author());
            insert.setString(3, silence.reason());
            insert.setObject(4, silence.enterpriseId().orElse(null), Types.OTHER);
            insert.setString(5, silence.areaPath());
            insert.setString(6, silence.dimension().code());
            insert.setString(7, silence.rule().orElse(null));
            insert.setString(8, silence.indicator().orElse(null));
            insert.setString(9, silence.maxTier().name());
            insert.setTimestamp(10, Timestamp.from(silence.from()));
            insert.setTimestamp(11, Timestamp.from(silence.to()));
            insert.setTimestamp(12, Timestamp.from(silence.to().minus(before)));
            insert.executeUpdate();
        }
        return silence;
    }

    private static List<Silence.SilenceSubject> openCases(Connection connection, Silence silence) throws SQLException {
        List<Silence.SilenceSubject> cases = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN_CASES)) {
            select.setString(1, silence.areaPath() + "%");
            select.setString(2, silence.dimension().code());
            select.setInt(3, silence.maxTier().ordinal());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) cases.add(silenceSubject(row));
            }
        }
        return cases;
    }

    static Silence.SilenceSubject silenceSubject(ResultSet row) throws SQLException {
        return new Silence.SilenceSubject(
                row.getObject("enterprise_id", UUID.class),
                row.getString("area_path"),
                dimension(row),
                Tier.valueOf(row.getString("tier")),
                Set.copyOf(Arrays.asList((String[]) row.getArray("rules").getArray())),
                Set.copyOf(Arrays.asList((String[]) row.getArray("indicators").getArray())));
    }

    public List<Silence> inForce(Connection connection, Dimension dimension, Instant at) throws SQLException {
        String sql =
                "select *, 0 as held from silence where dimension = ? and begins_at <= ? and ends_at > ? order by id";
        List<Silence> silences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, dimension.code());
            select.setTimestamp(2, Timestamp.from(at));
            select.setTimestamp(3, Timestamp.from(at));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) silences.add(record(row).silence());
            }
        }
        return silences;
    }

    /** Those within an area, or for it, the newest first; ended ones too. */
    List<SilenceRecord> within(Connection connection, String areaPath, Set<Dimension> dimensions, int most)
            throws SQLException {
        String sql = "select s.*, (select count(*) from alert_held h where h.silence_id = s.id) as held from silence s"
                + " where area_path like ? and dimension = any(?) order by id desc limit ?";
        List<SilenceRecord> silences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, areaPath + "%");
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", dimensions.stream().map(Dimension::code).toArray()));
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) silences.add(record(row));
            }
        }
        return silences;
    }

    Optional<SilenceRecord> find(Connection connection, UUID id) throws SQLException {
        String sql = "select s.*, (select count(*) from alert_held h where h.silence_id = s.id) as held from silence s"
                + " where id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(record(row)) : Optional.empty();
            }
        }
    }

    /** Ends it now; what it held is told the next time somebody looks ({@link SuppressionExpiry}). */
    void lift(Connection connection, UUID id, String by, String why, Instant at) throws SQLException {
        String sql = "update silence set ends_at = ?, lifted_by = ?, lifted_why = ? where id = ? and ends_at > ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, by);
            update.setString(3, why);
            update.setObject(4, id);
            update.setTimestamp(5, Timestamp.from(at));
            if (update.executeUpdate() == 0) {
                throw new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "silence-ended",
                        "该静默已经结束，无需解除。",
                        "This silence has ended already; there is nothing to lift.");
            }
        }
        String held = "update alert_held set until = ? where silence_id = ? and ended_at is null";
        try (PreparedStatement update = connection.prepareStatement(held)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    static SilenceRecord record(ResultSet row) throws SQLException {
        Silence silence = new Silence(
                row.getObject("id", UUID.class),
                row.getString("author"),
                row.getString("reason"),
                Optional.ofNullable(row.getObject("enterprise_id", UUID.class)),
                row.getString("area_path"),
                dimension(row),
                Optional.ofNullable(row.getString("rule_id")),
                Optional.ofNullable(row.getString("indicator")),
                Tier.valueOf(row.getString("most")),
                Jdbc.instant(row, "begins_at"),
                Jdbc.instant(row, "ends_at"));
        return new SilenceRecord(
                silence,
                Jdbc.instant(row, "reminded_at"),
                row.getString("lifted_by"),
                row.getString("lifted_why"),
                row.getInt("held"));
    }

    private static Dimension dimension(ResultSet row) throws SQLException {
        return Dimension.of(row.getString("dimension"));
    }
}

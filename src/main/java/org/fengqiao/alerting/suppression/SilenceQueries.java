package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.area.Area;

/** What is read around silences: lists of them, and what one would suppress. */
@ApplicationScoped
class SilenceQueries {
    private static final String VIEW =
            "select s.*, (select count(*) from alert_suppression h where h.silence_id = s.id) as suppressed from silence s";
    private static final String WITHIN =
            VIEW + " where area_path like ? and dimension = any(?) order by id desc limit ?";
    private static final String ONE = VIEW + " where id = ?";
    private static final String ENTERPRISE_AREA = "select area_path from enterprise where id = ?";
    private static final String AREA =
            "select path, level from area where code = ? order by valid_to desc nulls first limit 1";
    private static final String AREA_LEVEL = "select level from area where path = ? order by valid_from desc limit 1";
    private static final String ENTERPRISES =
            "select count(*) from (select from enterprise where area_path like ? limit ?) few";

    private final DataSource database;

    SilenceQueries(DataSource database) {
        this.database = database;
    }

    /** Those within an area, or for it, newest first; ended ones too. */
    List<SilenceView> within(String areaPath, Set<Dimension> dimensions, int limit, Instant now) {
        List<String> codes = dimensions.stream().map(Dimension::code).toList();
        return list(
                WITHIN,
                row -> view(row, now),
                Parameter.of(areaPath + "%"),
                Parameter.array("text", codes, code -> code),
                Parameter.of(limit));
    }

    Optional<SilenceView> find(UUID id, Instant now) {
        return first(ONE, row -> view(row, now), Parameter.of(id));
    }

    static Silence.SilenceSubject subject(ResultSet row) throws SQLException {
        return new Silence.SilenceSubject(
                row.getObject("enterprise_id", UUID.class),
                row.getString("area_path"),
                Dimension.of(row.getString("dimension")),
                Tier.valueOf(row.getString("tier")),
                Set.copyOf(Arrays.asList((String[]) row.getArray("rules").getArray())),
                Set.copyOf(Arrays.asList((String[]) row.getArray("indicators").getArray())));
    }

    Optional<String> areaPathOfEnterprise(UUID enterprise) {
        return first(ENTERPRISE_AREA, row -> row.getString(1), Parameter.of(enterprise));
    }

    Optional<String> areaPathOf(String areaCode) {
        return first(AREA, row -> row.getString(1), Parameter.of(areaCode));
    }

    Optional<Area.Level> levelOf(String areaPath) {
        return first(AREA_LEVEL, row -> Area.Level.valueOf(row.getString(1)), Parameter.of(areaPath));
    }

    boolean hasMoreEnterprisesThan(int count, String areaPath) {
        return first(ENTERPRISES, row -> row.getInt(1), Parameter.of(areaPath + "%"), Parameter.of(count + 1))
                        .orElseThrow()
                > count;
    }

    private static SilenceView view(ResultSet row, Instant now) throws SQLException {
        Instant endsAt = Jdbc.instant(row, "ends_at");
        return new SilenceView(
                row.getObject("id", UUID.class),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("enterprise_id", UUID.class),
                row.getString("area_path"),
                row.getString("dimension"),
                row.getString("rule_id"),
                row.getString("indicator"),
                Tier.valueOf(row.getString("max_tier")),
                Jdbc.instant(row, "begins_at"),
                endsAt,
                now.isBefore(endsAt),
                Jdbc.instant(row, "reminded_at"),
                row.getString("lifted_by"),
                row.getString("lift_reason"),
                Jdbc.instant(row, "withdrawn_at"),
                row.getInt("suppressed"));
    }

    private interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> first(String sql, RowMapper<T> mapper, Parameter... values) {
        return list(sql, mapper, values).stream().findFirst();
    }

    private <T> List<T> list(String sql, RowMapper<T> mapper, Parameter... values) {
        return Transactions.inTransaction(
                database,
                (Connection connection) -> StatementBatch.execute(
                        connection,
                        new SqlStatement<>(
                                sql,
                                rows -> {
                                    List<T> found = new ArrayList<>();
                                    while (rows.next()) found.add(mapper.map(rows));
                                    return found;
                                },
                                values)));
    }
}

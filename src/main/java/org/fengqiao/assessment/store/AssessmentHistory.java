package org.fengqiao.assessment.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Reads the current and earlier assessments of an enterprise. */
@ApplicationScoped
public class AssessmentHistory {
    private static final String LATEST = "select * from %s where enterprise_id = ? and dimension = ?";
    private static final String BEFORE = """
            select * from %s_all where enterprise_id = ? and dimension = ? and assessed_at < ?
            order by assessed_at desc limit ?""";

    private final Releases releases;

    AssessmentHistory(Releases releases) {
        this.releases = releases;
    }

    public Optional<Assessment> latest(Connection connection, UUID enterprise, Dimension dimension)
            throws SQLException {
        return SqlStatement.list(
                        LATEST.formatted(AssessmentStore.table(dimension)),
                        this::read,
                        Parameter.of(enterprise),
                        Parameter.of(dimension.code()))
                .execute(connection)
                .stream()
                .findFirst();
    }

    /** The current assessment and earlier ones, newest first, if made before {@code before}. */
    public List<Assessment> history(
            Connection connection, UUID enterprise, Dimension dimension, Instant before, int limit)
            throws SQLException {
        return SqlStatement.list(
                        BEFORE.formatted(AssessmentStore.table(dimension)),
                        this::read,
                        Parameter.of(enterprise),
                        Parameter.of(dimension.code()),
                        Parameter.of(Jdbc.utc(before)),
                        Parameter.of(limit))
                .execute(connection);
    }

    private Assessment read(ResultSet row) throws SQLException {
        String release = row.getString("release_id");
        return new Assessment(
                row.getObject("enterprise_id", UUID.class),
                Dimension.of(row.getString("dimension")),
                Jdbc.instant(row, "assessed_at"),
                release,
                row.getInt("headcount"),
                Math.round(row.getFloat("score") * 100) / 100.0,
                Tier.valueOf(row.getString("tier")),
                row.getFloat("completeness"),
                FindingsCodec.decode(row.getBytes("findings"), releases.byId(release)),
                null);
    }
}

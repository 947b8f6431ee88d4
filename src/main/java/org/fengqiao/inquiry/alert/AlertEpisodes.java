package org.fengqiao.inquiry.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** The alerts that one enterprise has had, the latest first. */
@ApplicationScoped
public class AlertEpisodes {
    private static final int MOST = 100;

    private final DataSource database;

    AlertEpisodes(DataSource database) {
        this.database = database;
    }

    /** @param outcome null while it is open */
    public record AlertEpisode(
            UUID alert,
            int number,
            Tier tier,
            String state,
            Instant raisedAt,
            Instant closedAt,
            AlertOutcome outcome) {}

    public List<AlertEpisode> of(UUID enterprise, Dimension dimension) {
        return new SqlQuery(
                        "select * from alert where enterprise_id = ? and dimension = ?", enterprise, dimension.code())
                .add(" order by episode desc limit ?", MOST)
                .list(
                        database,
                        rows -> new AlertEpisode(
                                rows.getObject("id", UUID.class),
                                rows.getInt("episode"),
                                Tier.valueOf(rows.getString("tier")),
                                rows.getString("state"),
                                Jdbc.instant(rows, "raised_at"),
                                Jdbc.instant(rows, "closed_at"),
                                rows.getString("outcome") == null
                                        ? null
                                        : AlertOutcome.valueOf(rows.getString("outcome"))));
    }
}

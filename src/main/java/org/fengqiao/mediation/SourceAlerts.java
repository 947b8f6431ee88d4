package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Tier;

/** Reads the alerts that cases come from. */
@ApplicationScoped
public class SourceAlerts {
    private static final String READ =
            "select id, enterprise_id, area_path, owner_post, tier, release_id from alert where id = ?";

    private final DataSource database;

    /** An alert as far as mediation needs it. */
    public record SourceAlert(UUID id, UUID enterprise, String areaPath, UUID ownerPost, Tier tier, String release) {}

    SourceAlerts(DataSource database) {
        this.database = database;
    }

    public SourceAlert get(UUID id) {
        return read(READ, id);
    }

    /** So that two who open a case of the same applicant at once do so one after the other. */
    SourceAlert lock(UUID id) {
        return read(READ + " for no key update", id);
    }

    private SourceAlert read(String sql, UUID id) {
        return new SqlQuery(sql, id)
                .reusePlan()
                .first(database, SourceAlerts::alert)
                .orElseThrow();
    }

    private static SourceAlert alert(ResultSet rows) throws SQLException {
        return new SourceAlert(
                rows.getObject(1, UUID.class),
                rows.getObject(2, UUID.class),
                rows.getString(3),
                rows.getObject(4, UUID.class),
                Tier.valueOf(rows.getString(5)),
                rows.getString(6));
    }
}

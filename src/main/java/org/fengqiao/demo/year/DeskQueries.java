package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Tier;

/** What the people of the demonstration look up before they act. */
@ApplicationScoped
class DeskQueries {
    /** An event counts from shortly before the alert, because it says the day and not the hour. */
    private static final String STANDING = """
            select a.owner_post, a.area_path, a.tier, a.state, a.dimension, a.group_lead_id,
                l.id is not null and l.closed_at is null as lead_open,
                exists (select from observation o where o.enterprise_id = a.enterprise_id and o.event and o.value > 0
                    and o.retracted_at is null and o.occurred_at >= a.raised_at - interval '2 days') as happened,
                exists (select from enterprise_task t where t.alert_id = a.id and t.withdrawn_at is null) as task
            from alert a left join alert l on l.id = a.group_lead_id where a.id = ?""";

    /** Open ones first, and of these one without a case. */
    private static final String DISPUTED = """
            select a.id from alert a where a.dimension = 'labour' and a.severity >= ?
            order by a.closed_at is not null, (select count(*) from mediation_case c where c.alert_id = a.id),
                a.raised_at desc, a.id limit 1""";

    private static final String QUIET = """
            select a.enterprise_id from alert a where a.dimension = 'labour' and a.closed_at is null and a.severity <= ?
            order by a.raised_at desc, a.id limit 1""";

    private final DataSource database;

    DeskQueries(DataSource database) {
        this.database = database;
    }

    /**
     * How an alert stands.
     *
     * @param mergesInto the alert that leads its group and is open; null for none
     * @param happened whether what was feared has been reported
     */
    record Standing(
            UUID owner,
            String areaPath,
            Tier tier,
            AlertState state,
            boolean care,
            UUID mergesInto,
            boolean happened,
            boolean task) {}

    Standing standing(UUID alert) {
        return new SqlQuery(STANDING, alert)
                .reusePlan()
                .first(database, DeskQueries::read)
                .orElseThrow();
    }

    private static Standing read(ResultSet rows) throws SQLException {
        return new Standing(
                rows.getObject("owner_post", UUID.class),
                rows.getString("area_path"),
                Tier.valueOf(rows.getString("tier")),
                AlertState.valueOf(rows.getString("state")),
                rows.getString("dimension").equals("care"),
                rows.getBoolean("lead_open") ? rows.getObject("group_lead_id", UUID.class) : null,
                rows.getBoolean("happened"),
                rows.getBoolean("task"));
    }

    /** When an alert took its tier the last time; empty before the first. */
    Optional<Instant> lastTierSince() {
        return new SqlQuery("select max(tier_since) as at from alert")
                .first(database, rows -> Optional.ofNullable(Jdbc.instant(rows, "at")))
                .flatMap(at -> at);
    }

    /** The alert whose parties come to mediate next. */
    Optional<UUID> disputedAlert() {
        return id(new SqlQuery(DISPUTED, Tier.YELLOW.ordinal()));
    }

    /** The enterprise of the latest alert that is not grave. */
    Optional<UUID> quietEnterprise() {
        return id(new SqlQuery(QUIET, Tier.YELLOW.ordinal()));
    }

    private Optional<UUID> id(SqlQuery query) {
        return query.first(database, rows -> rows.getObject(1, UUID.class));
    }
}

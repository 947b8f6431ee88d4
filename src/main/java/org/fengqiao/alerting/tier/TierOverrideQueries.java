package org.fengqiao.alerting.tier;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Reads the tiers that people set by hand, with their names. */
@ApplicationScoped
public class TierOverrideQueries {
    private static final int MOST = 50;
    private static final String SELECT = """
            select t.*, coalesce(p.display_name, t.proposed_by) as proposer, coalesce(r.display_name, t.reviewed_by) as reviewer
            from tier_override t left join account p on p.username = t.proposed_by
            left join account r on r.username = t.reviewed_by where""";

    private final DataSource database;
    private final Releases releases;

    TierOverrideQueries(DataSource database, Releases releases) {
        this.database = database;
        this.releases = releases;
    }

    /** All of an alert, the latest first. */
    public List<TierOverrideView> ofAlert(UUID alert) {
        return new SqlQuery(SELECT + " t.alert_id = ? order by t.id desc limit ?", alert, MOST)
                .list(database, TierOverrideQueries::view);
    }

    /** The assessment with what people said about its tier, if that counted at an instant. */
    public AssessmentView annotate(AssessmentView view, Instant at) {
        Dimension dimension = Dimension.of(view.dimension());
        SqlQuery inForce = new SqlQuery(
                SELECT
                        + " t.enterprise_id = ? and t.dimension = ? and t.in_force_from <= ? and t.until > ?"
                        + " and (t.ended_at is null or t.ended_at > ?) order by t.in_force_from desc limit 1",
                view.enterpriseId(),
                dimension.code(),
                at,
                at,
                at);
        return inForce.first(database, TierOverrideQueries::view)
                .map(found -> view.withTierByHand(new AssessmentView.TierByHand(
                        found.tier(),
                        releases.byId(view.release()).label(dimension, found.tier()),
                        found.reason(),
                        found.proposedBy(),
                        found.reviewedBy(),
                        found.inForceFrom(),
                        found.until())))
                .orElse(view);
    }

    private static TierOverrideView view(ResultSet rows) throws SQLException {
        String ended = rows.getString("end_reason");
        return new TierOverrideView(
                rows.getObject("id", UUID.class),
                TierOverride.State.valueOf(rows.getString("state")),
                Tier.valueOf(rows.getString("old_tier")),
                Tier.valueOf(rows.getString("tier")),
                rows.getString("reason"),
                rows.getString("proposer"),
                Jdbc.instant(rows, "proposed_at"),
                rows.getString("reviewer"),
                Jdbc.instant(rows, "reviewed_at"),
                Jdbc.instant(rows, "in_force_from"),
                Jdbc.instant(rows, "until"),
                Jdbc.instant(rows, "ended_at"),
                ended == null ? null : TierOverride.EndReason.valueOf(ended));
    }
}

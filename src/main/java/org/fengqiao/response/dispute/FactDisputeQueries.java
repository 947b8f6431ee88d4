package org.fengqiao.response.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.publication.Releases;

/** Reads doubts about facts, with the names of those concerned. */
@ApplicationScoped
public class FactDisputeQueries {
    /** The page is selected first; names are joined to its rows only. */
    private static final String NAMES = """
            ) select d.*, e.name as enterprise, p.zh as post_zh, p.en as post_en,
                coalesce(a.display_name, d.raised_by) as raiser, coalesce(b.display_name, d.answered_by) as answerer
            from page d
            join enterprise e on e.id = d.enterprise_id
            join post p on p.id = d.post_id
            left join account a on a.username = d.raised_by
            left join account b on b.username = d.answered_by
            order by d.id desc""";

    private final DataSource database;
    private final Releases releases;

    FactDisputeQueries(DataSource database, Releases releases) {
        this.database = database;
        this.releases = releases;
    }

    /**
     * Which of them; a null field does not restrict.
     *
     * @param heldBy whoever answers for the post that was asked
     * @param before the id after which to continue, towards older ones
     */
    public record Filter(String areaPath, Dimension dimension, DisputeState state, String heldBy, UUID before) {}

    /** The latest first. */
    public List<FactDisputeView> list(Filter filter, Instant at, int limit) {
        return page(filter, at, limit).list(database, this::view);
    }

    public static SqlQuery page(Filter filter, Instant at, int limit) {
        SqlQuery query = new SqlQuery(
                        "select * from fact_dispute d where d.dimension = ?",
                        filter.dimension().code())
                .inArea("d.area_path", filter.areaPath())
                .addIf(filter.before() != null, " and d.id < ?", filter.before());
        if (filter.state() != null) query.add(" and d.state = ?", filter.state().name());
        if (filter.heldBy() != null)
            query.add(
                    " and d.post_id = any(array(select post_id from post_holding where username = ? and valid_from <= ?"
                            + " and (valid_to is null or valid_to > ?)))",
                    filter.heldBy(),
                    at,
                    at);
        return named(query.add(" order by d.id desc limit ?", limit));
    }

    private static SqlQuery named(SqlQuery page) {
        return page.wrap("with page as (", NAMES);
    }

    public Optional<FactDisputeView> find(UUID id) {
        return named(new SqlQuery("select * from fact_dispute d where d.id = ?", id))
                .first(database, this::view);
    }

    /** The latest about each of these observations. */
    public Map<UUID, FactDisputeView> ofObservations(Collection<UUID> keys) {
        Map<UUID, FactDisputeView> latest = new HashMap<>();
        if (keys.isEmpty()) return latest;
        named(new SqlQuery("select * from fact_dispute d where d.observation_key = any(?)", (Object) keys.toArray()))
                .list(database, this::view)
                .forEach(view -> latest.putIfAbsent(view.fact(), view));
        return latest;
    }

    private FactDisputeView view(ResultSet rows) throws SQLException {
        String indicator = rows.getString("indicator");
        return new FactDisputeView(
                rows.getObject("id", UUID.class),
                rows.getObject("alert_id", UUID.class),
                rows.getObject("enterprise_id", UUID.class),
                rows.getString("enterprise"),
                rows.getString("dimension"),
                rows.getObject("observation_key", UUID.class),
                indicator,
                Optional.ofNullable(releases.live().indicators().get(indicator))
                        .map(Indicator::name)
                        .orElse(null),
                rows.getString("source_kind"),
                rows.getString("reason"),
                DisputeState.valueOf(rows.getString("state")),
                rows.getString("raiser"),
                Jdbc.instant(rows, "raised_at"),
                new BilingualText(rows.getString("post_zh"), rows.getString("post_en")),
                Jdbc.instant(rows, "due_at"),
                Jdbc.instant(rows, "missed_at"),
                rows.getString("answerer"),
                Jdbc.instant(rows, "answered_at"),
                rows.getString("answer"));
    }
}

package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;

/** Enterprises, area by area. */
@ApplicationScoped
public class EnterpriseQueries {
    static final String ORDER = " order by e.area_path, e.id";

    /** So many enterprises of a tier are looked at one by one in a tenth of a second. */
    private static final int RARE = 20_000;

    private final DataSource database;
    private final Releases releases;

    EnterpriseQueries(DataSource database, Releases releases) {
        this.database = database;
        this.releases = releases;
    }

    /**
     * Selects enterprises; a null field does not restrict.
     *
     * @param name part of the name, or the beginning of the credit code
     * @param areaPaths prefixes that must all match
     */
    public record Filter(String name, List<String> areaPaths, Tier tier) {
        boolean isSearch() {
            return name != null && !name.isBlank();
        }

        SqlQuery inTier() {
            SqlQuery query = new SqlQuery("");
            if (tier == null) return query;
            return query.add(
                    " and exists (select from assessment t where t.enterprise_id = e.id and t.dimension = 'labour'"
                            + " and t.tier = ?)",
                    tier.name());
        }
    }

    /** @param withLabour whether the caller may see labour risk */
    public CursorPage<EnterpriseSummary> list(Filter filter, boolean withLabour, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        List<EnterpriseSummary> found = filter.isSearch()
                ? search(filter, after, withLabour, limit)
                : read(page(filter, after, limit + 1), withLabour);
        return CursorPage.of(
                found, limit, enterprise -> Cursor.of(enterprise.area().path(), enterprise.id()));
    }

    private List<EnterpriseSummary> search(Filter filter, Cursor after, boolean withLabour, int limit) {
        EnterpriseSearch search = EnterpriseSearch.of(filter, after, limit + 1);
        List<EnterpriseSummary> near = read(search.walk(), withLabour);
        if (near.size() > limit) return near;
        return read(isRare(filter.tier()) ? search.findInTier() : search.find(), withLabour);
    }

    private boolean isRare(Tier tier) {
        if (tier == null || !tier.alerts()) return false;
        String counted = "select count(*) from (select from assessment where dimension = 'labour' and tier = ?"
                + " and tier not in ('GREEN', 'GREY') limit ?) t";
        return new SqlQuery(counted, tier.name(), RARE + 1)
                        .first(database, rows -> rows.getInt(1))
                        .orElseThrow()
                <= RARE;
    }

    private List<EnterpriseSummary> read(SqlQuery page, boolean withLabour) {
        return withDetails(page, withLabour).add(ORDER).list(database, this::summary);
    }

    public static SqlQuery page(Filter filter, Cursor after, int rows) {
        SqlQuery query = new SqlQuery("select e.* from enterprise e where true")
                .add(inAreas(filter.areaPaths()))
                .add(filter.inTier());
        if (after != null) query.add(" and (e.area_path, e.id) > (?, ?)", after.text(0), after.id(1));
        return query.add(ORDER + " limit ?", rows);
    }

    static SqlQuery inAreas(List<String> paths) {
        SqlQuery query = new SqlQuery("");
        paths.forEach(path -> query.inArea("e.area_path", path));
        return query;
    }

    public Optional<EnterpriseSummary> find(UUID id, boolean withLabour) {
        return withDetails(new SqlQuery("select * from enterprise where id = ?", id), withLabour)
                .first(database, this::summary);
    }

    public List<Identifier> identifiers(UUID enterprise) {
        String sql = "select scheme, value from enterprise_identifier where enterprise_id = ? order by scheme, value";
        return new SqlQuery(sql, enterprise)
                .list(database, rows -> new Identifier(rows.getString("scheme"), rows.getString("value")));
    }

    private static SqlQuery withDetails(SqlQuery page, boolean withLabour) {
        return page.wrap(
                "with page as (",
                ") select e.*, " + AreaRef.columns("e.area_path")
                        + ", s.tier, s.score, s.assessed_at, s.release_id from page e left join assessment s"
                        + " on s.enterprise_id = e.id and s.dimension = 'labour' and ?",
                withLabour);
    }

    private EnterpriseSummary summary(ResultSet rows) throws SQLException {
        String flags = rows.getString("flags");
        return new EnterpriseSummary(
                rows.getObject("id", UUID.class),
                rows.getString("uscc"),
                rows.getString("name"),
                rows.getString("industry"),
                rows.getString("area_code"),
                AreaRef.read(rows),
                rows.getBoolean("headcount_known") ? rows.getInt("headcount") : null,
                flags.isEmpty() ? Set.of() : Set.of(flags.split(",")),
                tierScore(rows));
    }

    private EnterpriseSummary.TierScore tierScore(ResultSet rows) throws SQLException {
        if (rows.getString("tier") == null) return null;
        Tier tier = Tier.valueOf(rows.getString("tier"));
        return new EnterpriseSummary.TierScore(
                tier,
                releases.byId(rows.getString("release_id")).label(Dimension.LABOUR, tier),
                Math.round(rows.getFloat("score") * 100) / 100.0,
                Jdbc.instant(rows, "assessed_at"));
    }
}

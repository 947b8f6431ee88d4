package org.fengqiao.inquiry.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Tier;

/** The lists of a desk. Nobody leafs through thousands, so counting ends at {@link #MOST} and so do pages. */
@ApplicationScoped
public class DeskQueries {
    public static final int MOST = 2_000;
    public static final int PAGE_SIZE = 50;

    private final DataSource database;
    private final AlertQueries alerts;

    DeskQueries(DataSource database, AlertQueries alerts) {
        this.database = database;
        this.alerts = alerts;
    }

    /** @param page from 0 */
    public List<AlertSummary> page(DeskFilter filter, int page) {
        return alerts.of(rows(filter, page), filter.dimension());
    }

    public static SqlQuery rows(DeskFilter filter, int page) {
        return filter.from("a.*, row_number() over (order by "
                        + filter.wish().sort().order() + ") as place")
                .add(" order by place limit ? offset ?", PAGE_SIZE, page * PAGE_SIZE);
    }

    /** How many alerts each section has, whatever else the reader asked for; more than {@link #MOST} are not counted. */
    public Map<DeskSection, Integer> sections(DeskFilter filter, List<DeskSection> sections) {
        Map<DeskSection, Integer> counts = new EnumMap<>(DeskSection.class);
        count(filter, sections)
                .list(database, rows -> counts.put(DeskSection.valueOf(rows.getString(1)), rows.getInt(2)));
        return counts;
    }

    public static SqlQuery count(DeskFilter filter, List<DeskSection> sections) {
        SqlQuery query = new SqlQuery("");
        String glue = "";
        for (DeskSection section : sections) {
            query.add(glue + "select '" + section.name() + "', count(*) from (")
                    .add(filter.in(section).from("1"))
                    .add(" limit ?) listed", MOST + 1);
            glue = " union all ";
        }
        return query;
    }

    /** Of the listed alerts, by tier; empty if there are too many to count. */
    public Map<Tier, Integer> tiers(DeskFilter filter) {
        Map<Tier, Integer> counts = new EnumMap<>(Tier.class);
        tierCount(filter).list(database, rows -> counts.put(Tier.values()[rows.getInt(1)], rows.getInt(2)));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all > MOST ? Map.of() : counts;
    }

    public static SqlQuery tierCount(DeskFilter filter) {
        return filter.ofAnyTier()
                .from("a.severity")
                .add(" limit ?", MOST + 1)
                .wrap("select severity, count(*) from (", ") listed group by severity");
    }

    /** How many the filter selects, counted up to one more than {@link #MOST}. */
    public int total(DeskFilter filter) {
        return filter.from("1")
                .add(" limit ?", MOST + 1)
                .wrap("select count(*) from (", ") listed")
                .first(database, rows -> rows.getInt(1))
                .orElseThrow();
    }

    /** Those of these alerts that the reader may see, in the given order. */
    public List<AlertSummary> byIds(List<UUID> ids, DeskFilter filter) {
        Object[] given = ids.toArray();
        SqlQuery chosen = new SqlQuery(
                        "select a.*, array_position(?::uuid[], a.id) as place from alert a where a.id = any(?::uuid[])",
                        new Object[] {given, given})
                .add(" and a.dimension = ?", filter.dimension().code())
                .inArea("a.area_path", filter.reader().areaPath());
        return alerts.of(chosen, filter.dimension());
    }
}

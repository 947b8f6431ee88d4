package org.fengqiao.inquiry.enterprise;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlQuery;

/**
 * Finds enterprises by any part of their name, or by the beginning of their credit code, in the order of the list. What is
 * common is found by walking the list. What is rare is found by the index of pairs of characters, one search area after
 * the other, so that no more is read than the page and the search areas it comes from.
 */
final class EnterpriseSearch {
    /** A pair of characters that one name in twenty has fills a page of fifty among so many. */
    private static final int WALKED = 1_000;

    private static final int SHORTEST = 2;
    private static final Pattern CODE_START = Pattern.compile("[0-9A-Z]{2,18}");

    /** Each search area that holds an enterprise is looked up from the one before; a fourth level is left as a whole. */
    private static final String NEXT_AREA = " union all select (select search_area(e.area_path) from enterprise e"
            + " where e.area_path > case when p.path like '%.%.%.%.' then left(p.path, -1) || '/' else p.path end";

    /** In the order of the areas; the fence makes the planner use the index of keys whatever else restricts the rows. */
    private static final String BY_KEYS = """
            from unnest((select array_agg(path order by path) from place)) with ordinality a (path, no)
            cross join lateral (select * from enterprise e
                where search_keys(e.name, e.area_path) @> search_keys(?, a.path) offset 0) e
            where strpos(search_form(e.name), search_form(?)) > 0""";

    private final EnterpriseQueries.Filter filter;
    private final Cursor after;
    private final int rows;
    /** What was typed may also begin a credit code; null if not. */
    private final String codePattern;

    private EnterpriseSearch(EnterpriseQueries.Filter filter, Cursor after, int rows, String codePattern) {
        this.filter = filter;
        this.after = after;
        this.rows = rows;
        this.codePattern = codePattern;
    }

    static EnterpriseSearch of(EnterpriseQueries.Filter filter, Cursor after, int rows) {
        String compared =
                Normalizer.normalize(filter.name(), Normalizer.Form.NFKC).replace(" ", "");
        if (compared.codePointCount(0, compared.length()) < SHORTEST) {
            throw ProblemException.invalid(
                    "search-too-short",
                    "请至少输入企业名称中连续的两个字，或统一社会信用代码的前两位。",
                    "Give at least two adjacent characters of the name, or the first two of the credit code.");
        }
        String code = compared.toUpperCase(Locale.ROOT);
        return new EnterpriseSearch(
                filter, after, rows, CODE_START.matcher(code).matches() ? code + "%" : null);
    }

    /** Those among the next enterprises of the list; the answer only if it fills the page. */
    SqlQuery walk() {
        SqlQuery query = new SqlQuery("select e.* from (select e.* from enterprise e where true")
                .add(restriction())
                .add(EnterpriseQueries.ORDER + " limit ?) e where (", WALKED)
                .add("strpos(search_form(e.name), search_form(?)) > 0", filter.name());
        if (codePattern != null) query.add(" or e.uscc like ?", codePattern);
        return query.add(")").add(filter.inTier()).add(EnterpriseQueries.ORDER + " limit ?", rows);
    }

    /** Among those of a tier that few enterprises have: fewer than have what was typed in their name. */
    SqlQuery findInTier() {
        SqlQuery query = new SqlQuery(
                "select e.* from assessment t join enterprise e on e.id = t.enterprise_id"
                        + " where t.dimension = 'labour' and t.tier = ? and (strpos(search_form(e.name), search_form(?)) > 0",
                filter.tier().name(),
                filter.name());
        if (codePattern != null) query.add(" or e.uscc like ?", codePattern);
        return query.add(")").add(restriction()).add(EnterpriseQueries.ORDER + " limit ?", rows);
    }

    /** All of them, whatever else there is in the city. */
    SqlQuery find() {
        SqlQuery byName = new SqlQuery("with recursive place (path) as (")
                .add("(select search_area(e.area_path) from enterprise e where true")
                .add(restriction())
                .add(" order by e.area_path limit 1)")
                .add(NEXT_AREA)
                .add(inAreas())
                .add(" order by e.area_path limit 1) from place p where p.path is not null) select e.*")
                .add(BY_KEYS, filter.name(), filter.name())
                .add(restriction())
                .add(filter.inTier())
                .add(" order by a.no, e.area_path, e.id limit ?", rows);
        if (codePattern == null) return byName;
        return new SqlQuery("select e.* from ((")
                .add(byName)
                .add(") union (select e.* from enterprise e where e.uscc like ?", codePattern)
                .add(restriction())
                .add(filter.inTier())
                .add(EnterpriseQueries.ORDER + " limit ?)) e", rows)
                .add(EnterpriseQueries.ORDER + " limit ?", rows);
    }

    private SqlQuery restriction() {
        SqlQuery areas = inAreas();
        return after == null ? areas : areas.add(" and (e.area_path, e.id) > (?, ?)", after.text(0), after.id(1));
    }

    private SqlQuery inAreas() {
        return EnterpriseQueries.inAreas(filter.areaPaths());
    }
}

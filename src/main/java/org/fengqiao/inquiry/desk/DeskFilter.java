package org.fengqiao.inquiry.desk;

import java.time.Instant;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * Which alerts a desk lists; null or empty fields of {@link Wish} do not restrict.
 *
 * @param soon until when the end of a clock counts as soon
 */
public record DeskFilter(Reader reader, Dimension dimension, Wish wish, Instant soon) {
    /** Whose desk it is, and the area they may see; without a post the whole of it is theirs. */
    public record Reader(String username, String areaPath, boolean holdsPosts, Instant now) {}

    /** What the reader asked for: a section, a tier, a part of the enterprise's name. */
    public record Wish(DeskSection section, Tier tier, String text, DeskSort sort) {}

    private static final String POSTS = "array(select post_id from post_holding where username = ? and valid_from <= ?"
            + " and (valid_to is null or valid_to > ?))";

    private static final String CLOCK_ENDS = " and exists (select from alert_clock k where k.alert_id = a.id"
            + " and k.step <> 'enterprise' and k.completed_at is null and k.stopped_at is null and k.due_at <= ? offset 0)";

    /** The fence keeps it a look-up for each alert; joined, a whole table would be read for a few rows. */
    private static final String IS_HELD = " and exists (select from alert_suppression s where s.alert_id = a.id"
            + " and s.ended_at is null offset 0)";

    /** In a whole city few are held back, so they come first. */
    private static final String AMONG_HELD = " and a.id = any(array(select s.alert_id from alert_suppression s"
            + " where s.ended_at is null order by s.alert_id limit " + 10 * DeskQueries.MOST + "))";

    DeskFilter in(DeskSection section) {
        return new DeskFilter(reader, dimension, new Wish(section, null, null, wish.sort()), soon);
    }

    DeskFilter ofAnyTier() {
        return new DeskFilter(reader, dimension, new Wish(wish.section(), null, wish.text(), wish.sort()), soon);
    }

    /** The selected alerts, of which other queries take the columns they need. */
    SqlQuery from(String columns) {
        SqlQuery query = new SqlQuery("select " + columns + " from alert a where a.dimension = ?", dimension.code())
                .inArea("a.area_path", reader.areaPath());
        switch (wish.section()) {
            case ACT -> own(query, false).add(" and a.state <> 'CLOSING'").add(CLOCK_ENDS, soon);
            case MINE -> own(query, false);
            case COPIED ->
                posts(query.add(" and a.closed_at is null and exists (select from alert_copy c"
                                + " where c.alert_id = a.id and c.closed_at is null and c.post_id = any("))
                        .add("))");
            case CHECK -> query.add(" and a.state = 'CLOSING' and a.closed_by is distinct from ?", reader.username());
            case HELD -> own(query, false).add(reader.holdsPosts() ? IS_HELD : AMONG_HELD);
            case CLOSED -> own(query, true);
        }
        return query.addIf(
                        wish.tier() != null,
                        " and a.severity = ?",
                        wish.tier() == null ? null : wish.tier().ordinal())
                .addIf(
                        hasText(),
                        " and exists (select from enterprise e where e.id = a.enterprise_id"
                                + " and strpos(search_form(e.name), search_form(?)) > 0 offset 0)",
                        hasText() ? wish.text().strip() : null);
    }

    private SqlQuery own(SqlQuery query, boolean closed) {
        query.add(closed ? " and a.closed_at is not null" : " and a.closed_at is null");
        return reader.holdsPosts()
                ? posts(query.add(" and a.owner_post = any(")).add(")")
                : query;
    }

    private SqlQuery posts(SqlQuery query) {
        return query.add(POSTS, reader.username(), reader.now(), reader.now());
    }

    public boolean hasText() {
        return wish.text() != null && !wish.text().isBlank();
    }
}

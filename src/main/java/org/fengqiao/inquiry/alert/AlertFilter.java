package org.fengqiao.inquiry.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * Selects alerts; a null field does not restrict, except that a null state means open.
 *
 * @param areaPaths prefixes that must all match: the caller's own area, and the requested one if any
 * @param posts that own the alert or were copied
 */
public record AlertFilter(
        Dimension dimension, List<String> areaPaths, PostSelector posts, PostRole postRole, Tier tier, State state) {

    /** Gravest first, then by score and id; every index for lists has this order. */
    static final String ORDER = " order by %s.severity desc, %s.score desc, %s desc";

    /** One post, or all that a user holds or stands in for at an instant; resolved within the query to save a round trip. */
    public record PostSelector(UUID post, String username, Instant at) {
        public static PostSelector of(UUID post) {
            return new PostSelector(post, null, null);
        }

        public static PostSelector heldBy(String username, Instant at) {
            return new PostSelector(null, username, at);
        }

        SqlQuery postIds() {
            return post != null
                    ? new SqlQuery("select ?::uuid", post)
                    : new SqlQuery(
                            "select distinct post_id from post_holding where username = ? and valid_from <= ?"
                                    + " and (valid_to is null or valid_to > ?)",
                            username,
                            at,
                            at);
        }
    }

    /** How a post is related to an alert. */
    public enum PostRole {
        OWNER,
        COPIED,
        ANY
    }

    public enum State {
        OPEN,
        CLOSED
    }

    public AlertFilter {
        areaPaths = List.copyOf(areaPaths);
    }

    /** The same whatever the tier. */
    public AlertFilter ofEveryTier() {
        return new AlertFilter(dimension, areaPaths, posts, postRole, null, state);
    }

    /** Ids and severities of all selected alerts, without duplicates. */
    SqlQuery all() {
        if (posts == null) return narrow(new SqlQuery("select a.id, a.severity from alert a where true"), "a");
        return switch (postRole) {
            case OWNER -> owned();
            case COPIED -> copied(new SqlQuery(""));
            case ANY -> copied(owned().add(" union "));
        };
    }

    /** How the posts are related to an alert {@code a} of the list. */
    SqlQuery relation() {
        if (posts == null) return new SqlQuery("null");
        return new SqlQuery("case when a.owner_post = any(array(")
                .add(posts.postIds())
                .add(")) then 'OWNER' else 'COPIED' end");
    }

    private SqlQuery owned() {
        SqlQuery query = new SqlQuery("select a.id, a.severity from alert a where a.owner_post = any(array(");
        return narrow(query.add(posts.postIds()).add("))"), "a");
    }

    /** Distinct, because a person may hold several of the copied posts. */
    private SqlQuery copied(SqlQuery query) {
        query.add("select distinct c.alert_id, c.severity from alert_copy c where c.post_id = any(array(");
        return narrow(query.add(posts.postIds()).add("))"), "c");
    }

    /**
     * The first rows after a cursor, gravest first. The owned and the copied alerts of each post are limited on an index in
     * this order; only these are merged, and only the rows that remain are read in full. Since the posts select the index,
     * the area need not, and the plan can be reused.
     */
    SqlQuery first(Cursor after, int rows) {
        if (posts == null) return cut(new SqlQuery("select a.* from alert a where true"), "a", "a.id", after, rows);
        SqlQuery query = new SqlQuery("select a.* from (select f.id from (")
                .add(posts.postIds())
                .add(") held (post) cross join lateral (");
        if (postRole != PostRole.COPIED) {
            query.add("(select a.id, a.severity, a.score from alert a where a.owner_post = held.post");
            cut(query, "a", "a.id", after, rows).add(")");
        }
        if (postRole == PostRole.ANY) query.add(" union all ");
        if (postRole != PostRole.OWNER) {
            query.add("(select c.alert_id as id, c.severity, c.score from alert_copy c where c.post_id = held.post");
            cut(query, "c", "c.alert_id", after, rows).add(")");
        }
        return query.add(
                        ") f group by f.id, f.severity, f.score" + ORDER.formatted("f", "f", "f.id") + " limit ?", rows)
                .add(") cut join alert a on a.id = cut.id")
                .reusePlan();
    }

    private SqlQuery cut(SqlQuery query, String alias, String id, Cursor after, int rows) {
        narrow(query, alias);
        if (after != null) {
            String grade = "(%s.severity, %s.score, %s)".formatted(alias, alias, id);
            query.add(" and " + grade + " < (?, ?, ?)", after.number(0), after.real(1), after.id(2));
        }
        return query.add(ORDER.formatted(alias, alias, id) + " limit ?", rows);
    }

    /** Adds the conditions on an alert or one of its copies; both tables have these columns. */
    private SqlQuery narrow(SqlQuery query, String alias) {
        query.add(" and " + alias + ".dimension = ?", dimension.code())
                .add(" and " + alias + (state == State.CLOSED ? ".closed_at is not null" : ".closed_at is null"))
                .addIf(tier != null, " and " + alias + ".severity = ?", tier == null ? null : tier.ordinal());
        areaPaths.forEach(path -> query.inArea(alias + ".area_path", path));
        return query;
    }
}

package org.fengqiao.inquiry;

import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * Which alerts are wanted; null leaves a field open.
 *
 * @param areaPaths every one of these prefixes must hold: the caller's own area, and perhaps a smaller one asked for
 * @param posts owned by, or copied to, one of these posts
 */
public record AlertFilter(
        Dimension dimension, List<String> areaPaths, List<UUID> posts, As as, Tier tier, State state) {

    /** In which part a post has to do with an alert. */
    public enum As {
        OWNER,
        COPIED,
        ANY
    }

    /** Whether it is still to be worked on. */
    public enum State {
        OPEN,
        CLOSED
    }

    public AlertFilter {
        areaPaths = List.copyOf(areaPaths);
    }

    /** Adds the conditions on the row {@code a} of the table of alerts. */
    Query narrow(Query query) {
        query.add(" and a.dimension = ?", dimension.code())
                .add(state == State.CLOSED ? " and a.closed_at is not null" : " and a.closed_at is null")
                .addIf(tier != null, " and a.tier = ?", tier == null ? null : tier.name());
        areaPaths.forEach(path -> query.within("a.area_path", path));
        if (posts != null) {
            Object ids = posts.toArray();
            switch (as) {
                case OWNER -> query.add(" and a.owner_post = any(?)", ids);
                case COPIED -> query.add(" and a.id in (select alert_id from alert_copy where post_id = any(?))", ids);
                case ANY ->
                    query.add(
                            " and a.id in (select id from alert where owner_post = any(?)"
                                    + " union select alert_id from alert_copy where post_id = any(?))",
                            ids,
                            ids);
            }
        }
        return query;
    }
}

package org.fengqiao.alerting.routing;

import java.time.Instant;
import java.util.Optional;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/** Who gets the digest of the throttled alerts of an owner: the post above, or the duty desk if there is none. */
public final class Supervisors {
    private Supervisors() {}

    public static PostAssignment of(
            PostDirectory posts, Dimension dimension, PostAssignment owner, String areaPath, Instant at) {
        Optional<PostKind> above = dimension == Dimension.CARE ? Optional.of(PostKind.CARE_TEAM) : above(owner.kind());
        String from = dimension == Dimension.CARE ? "" : areaPath;
        return above.flatMap(kind -> posts.findNearest(kind, from, at)).orElseGet(() -> posts.dutyDesk(areaPath, at));
    }

    private static Optional<PostKind> above(PostKind owner) {
        return switch (owner) {
            case MEDIATION_LEAD,
                    LABOUR_DUTY_OFFICER,
                    INFORMATION_OFFICER,
                    LABOUR_DUTY_DESK,
                    TRADE_UNION,
                    GOVERNANCE_CENTRE -> Optional.of(PostKind.LABOUR_OFFICE_HEAD);
            case LABOUR_OFFICE_HEAD, SUBDISTRICT_LEADER, DISTRICT_HR -> Optional.of(PostKind.DISTRICT_HR);
            case CARE_TEAM -> Optional.of(PostKind.CARE_TEAM);
        };
    }
}

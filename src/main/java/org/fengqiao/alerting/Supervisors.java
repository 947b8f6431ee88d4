package org.fengqiao.alerting;

import java.time.Instant;
import java.util.Optional;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostKind;

/** Who reads the digest of what an owner was not told one by one: the post above, and where there is none the duty desk. */
final class Supervisors {
    private Supervisors() {}

    static Holder of(PostBook posts, Dimension dimension, Holder owner, String areaPath, Instant at) {
        Optional<PostKind> above = dimension == Dimension.CARE ? Optional.of(PostKind.CARE_TEAM) : above(owner.kind());
        String from = dimension == Dimension.CARE ? "" : areaPath;
        return above.flatMap(kind -> posts.find(kind, from, at)).orElseGet(() -> posts.dutyDesk(areaPath, at));
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

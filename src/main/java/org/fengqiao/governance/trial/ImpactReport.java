package org.fengqiao.governance.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * What a draft would change today, compared with the live release over all enterprises.
 *
 * @param reassessed enterprises that had to be assessed with the draft as well; for the others nothing
 *     can change
 * @param tiers dimension to tier before to tier after to number of enterprises
 * @param alerts new, gone and moved alerts in total
 * @param areas the same by sub-district (or what is above it)
 * @param posts by the post that would own them, those with the largest change first
 * @param sample enterprises of the labour dimension whose tier changes, a few of each kind of change
 */
public record ImpactReport(
        Instant at,
        String live,
        String draft,
        long enterprises,
        long reassessed,
        Map<String, Map<Tier, Map<Tier, Long>>> tiers,
        AlertCounts alerts,
        List<AreaChange> areas,
        List<PostChange> posts,
        List<ExampleEnterprise> sample,
        double seconds) {

    /**
     * @param appeared would be raised by the draft and not by the live release
     * @param gone would be raised by the live release and not by the draft
     * @param moved would be owned by another post
     */
    public record AlertCounts(long before, long after, long appeared, long gone, long moved) {}

    public record AreaChange(String area, long appeared, long gone) {}

    /**
     * @param extra how many more (or, if negative, fewer) alerts it would own
     * @param open alerts it owns today that are not closed
     * @param capacity how many it can work on at a time; null where it is not known
     */
    public record PostChange(
            UUID post,
            PostKind kind,
            BilingualText name,
            String area,
            long appeared,
            long gone,
            long movedIn,
            long movedOut,
            long extra,
            long open,
            Integer capacity) {

        /** Whether it would own more than it can work on. */
        public boolean overloaded() {
            return capacity != null && open + extra > capacity;
        }
    }

    /** An enterprise that would be assessed differently, with the reasons of both sides. */
    public record ExampleEnterprise(
            UUID enterprise,
            String areaPath,
            int headcount,
            Tier before,
            Tier after,
            double scoreBefore,
            double scoreAfter,
            List<String> rulesGone,
            List<String> rulesNew,
            BilingualText reasonBefore,
            BilingualText reasonAfter) {}
}

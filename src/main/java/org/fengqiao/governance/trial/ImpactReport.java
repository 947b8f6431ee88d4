package org.fengqiao.governance.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * What a draft would change today, held against the live release over everybody.
 *
 * @param reassessed enterprises that had to be assessed with the draft as well; of the others it was clear that nothing
 *     changes for them
 * @param tiers dimension to tier before to tier after to number of enterprises
 * @param alerts new, gone and moved ones, over all
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
     * @param gone the other way round
     * @param moved would be owned by another post
     */
    public record AlertCounts(long before, long after, long appeared, long gone, long moved) {}

    public record AreaChange(String area, long appeared, long gone) {}

    /**
     * @param extra how many alerts more or fewer it would own
     * @param open alerts it owns today that are not closed
     * @param capacity how many it can work on at a time; null where nobody has said
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

        /** More than it can work on. */
        public boolean overloaded() {
            return capacity != null && open + extra > capacity;
        }
    }

    /** @param findings of the side, in both languages */
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

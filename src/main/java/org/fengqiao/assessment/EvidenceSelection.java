package org.fengqiao.assessment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.policy.Tier;

/** Selects from the evidence on an indicator, which is in the order of time. */
final class EvidenceSelection {
    private EvidenceSelection() {}

    /**
     * The latest item of each origin. An official item supersedes earlier items of others; no other item does, so that a later
     * tip or self-report of "all paid" does not cancel a recorded debt.
     */
    static List<Evidence> latestPerOrigin(List<Evidence> evidence) {
        if (evidence.size() == 1) return evidence;
        List<Evidence> latest = new ArrayList<>(evidence.size());
        Instant supersededUntil = Instant.MIN;
        for (int i = evidence.size() - 1; i >= 0; i--) {
            Evidence item = evidence.get(i);
            if (!hasOrigin(item, latest)) latest.add(item);
            Instant when = item.observation().occurredAt();
            if (item.official() && when.isAfter(supersededUntil)) supersededUntil = when;
        }
        for (int i = latest.size() - 1; i >= 0; i--) {
            Evidence item = latest.get(i);
            if (!item.official() && !item.observation().occurredAt().isAfter(supersededUntil)) latest.remove(i);
        }
        return latest;
    }

    private static boolean hasOrigin(Evidence item, List<Evidence> evidence) {
        for (Evidence other : evidence) {
            if (other.origin().equals(item.origin())) return true;
        }
        return false;
    }

    static Evidence last(List<Evidence> evidence) {
        return evidence.get(evidence.size() - 1);
    }

    static List<Evidence> aboveZero(List<Evidence> evidence) {
        List<Evidence> above = new ArrayList<>(evidence.size());
        for (Evidence item : evidence) {
            if (item.value() > 0) above.add(item);
        }
        return above;
    }

    /** The highest tier that the evidence may reach on its own. */
    static Tier limit(List<Evidence> evidence) {
        Tier limit = evidence.isEmpty() ? Tier.RED : Tier.GREY;
        for (Evidence item : evidence) limit = Tier.worse(limit, item.kind().aloneMaxTier());
        return limit;
    }
}

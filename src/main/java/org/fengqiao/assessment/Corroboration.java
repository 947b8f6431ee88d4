package org.fengqiao.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the evidence on an indicator amounts to if only official or several independent sources count (docs/adr/0008). */
final class Corroboration {
    private final Bands bands;

    Corroboration(Bands bands) {
        this.bands = bands;
    }

    /** The gravest value given by an official source or reached by two independent ones; NaN if there is none. */
    double gravest(List<Evidence> evidence, double scale) {
        Evidence alone = null;
        for (Evidence item : evidence) {
            if (!item.official() && isGraver(item, alone, scale)) alone = item;
        }
        Evidence found = null;
        for (Evidence item : evidence) {
            boolean counts = item.official() || !item.origin().equals(alone.origin());
            if (counts && isGraver(item, found, scale)) found = item;
        }
        return found == null ? Double.NaN : found.value() * scale;
    }

    private boolean isGraver(Evidence item, Evidence other, double scale) {
        if (other == null) return true;
        int order = Double.compare(bands.points(item.value() * scale), bands.points(other.value() * scale));
        return order > 0 || (order == 0 && item.value() > other.value());
    }

    /** The sum of the official sources or, if larger, that of the second largest independent origin. */
    static double sum(List<Evidence> evidence) {
        double official = Double.NaN;
        for (Evidence item : evidence) {
            if (item.official()) official = (Double.isNaN(official) ? 0 : official) + item.value();
        }
        if (evidence.size() == 1) return official;
        Map<Object, Double> byOrigin = new HashMap<>();
        for (Evidence item : evidence) byOrigin.merge(item.origin(), item.value(), Double::sum);
        if (byOrigin.size() == 1) return official;
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double each : byOrigin.values()) {
            second = Math.max(second, Math.min(first, each));
            first = Math.max(first, each);
        }
        return Double.isNaN(official) ? second : Math.max(official, second);
    }
}

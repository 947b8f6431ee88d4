package org.fengqiao.platform.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** The known name that somebody most likely meant when they wrote another. */
public final class NearestName {
    /** Below it two names have hardly more in common than a few letters. */
    private static final double LEAST_SIMILARITY = 0.75;

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private NearestName() {}

    /** Empty if none is near. */
    public static Optional<String> of(String given, Collection<String> known) {
        return known.stream()
                .filter(name -> similarity(given, name) >= LEAST_SIMILARITY)
                .max(Comparator.comparingDouble((String name) -> similarity(given, name))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private static double similarity(String given, String known) {
        return SIMILARITY.apply(given.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
    }
}

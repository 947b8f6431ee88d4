package org.fengqiao.intake;

import java.util.Optional;
import org.fengqiao.policy.Indicator;

/** What intake needs from the live release: its indicators and kinds of evidence. */
@FunctionalInterface
public interface IndicatorCatalogue {
    Optional<Indicator> indicator(String code);

    /** Whether observations may be of this kind of evidence. */
    default boolean hasSourceKind(String kind) {
        return true;
    }
}

package org.fengqiao.pipeline;

import java.util.Optional;
import org.fengqiao.intake.IndicatorCatalogue;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;

/** What a release lets intake take in. */
public record ReleaseIndicatorCatalogue(Release release) implements IndicatorCatalogue {
    @Override
    public Optional<Indicator> indicator(String code) {
        return Optional.ofNullable(release.indicators().get(code));
    }

    @Override
    public boolean hasSourceKind(String kind) {
        return release.sourceKinds().containsKey(kind);
    }
}

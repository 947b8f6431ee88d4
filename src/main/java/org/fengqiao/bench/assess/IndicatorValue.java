package org.fengqiao.bench.assess;

import org.fengqiao.policy.Tier;

/** The value of one indicator; a fact of {@link SessionPerEnterprise}, hence public. */
public final class IndicatorValue {
    final String indicator;
    final int position;
    final double value;
    final double confidence;
    final double decay;
    final double corroborated;
    final Tier limit;

    IndicatorValue(
            String indicator,
            int position,
            double value,
            double confidence,
            double decay,
            double corroborated,
            Tier limit) {
        this.indicator = indicator;
        this.position = position;
        this.value = value;
        this.confidence = confidence;
        this.decay = decay;
        this.corroborated = corroborated;
        this.limit = limit;
    }

    public String getIndicator() {
        return indicator;
    }

    public double getValue() {
        return value;
    }
}

package org.fengqiao.bench;

import org.fengqiao.policy.Tier;

/** What one indicator comes to; a fact of {@link SessionEach}, hence public. */
public final class Value {
    final String indicator;
    final int position;
    final double value;
    final double confidence;
    final double decay;
    final double corroborated;
    final Tier limit;

    Value(
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

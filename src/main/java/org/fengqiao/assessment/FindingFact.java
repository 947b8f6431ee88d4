package org.fengqiao.assessment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/**
 * A fact that a finding rests on: what the rule compared, with its value, unit, source and age in one place.
 *
 * @param indicator its code, or {@code headcount}
 * @param value null if there was none, or if it was not kept
 * @param ageDays whole days since the latest of its observations; null without observations
 * @param observations those the value was computed from, the one that gave it first
 */
public record FindingFact(
        String indicator,
        BilingualText name,
        Double value,
        String unit,
        Origin origin,
        Integer ageDays,
        List<SourceObservation> observations) {

    /** Where a value comes from. */
    public enum Origin {
        OBSERVATIONS,
        SEASON,
        INDUSTRY,
        HEADCOUNT
    }

    /**
     * An observation behind a value.
     *
     * @param value of the observation itself, which may be another than that of the indicator computed from it
     * @param source code of its source
     * @param kind of evidence, with its name in the release
     * @param remark what is said about the observation itself, or null
     */
    public record SourceObservation(
            UUID key,
            String indicator,
            double value,
            String source,
            String kind,
            BilingualText kindName,
            Instant occurredAt,
            Instant learntAt,
            int ageDays,
            Remark remark) {
        private BilingualText origin() {
            String remarkZh = remark == null ? "" : "，" + remark.text().zh();
            String remarkEn = remark == null ? "" : ", " + remark.text().en();
            return new BilingualText(source + "，" + kindName.zh() + remarkZh, source + ", " + kindName.en() + remarkEn);
        }

        private SourceObservation withRemark(Remark said) {
            return new SourceObservation(
                    key, indicator, value, source, kind, kindName, occurredAt, learntAt, ageDays, said);
        }
    }

    /**
     * Somebody says that an observation is wrong, or its source answered that.
     *
     * @param dispute its id
     * @param dueAt when the source has to answer; null once it has
     */
    public record Remark(UUID dispute, BilingualText text, Instant dueAt) {}

    FindingFact withRemarks(Map<UUID, Remark> remarks) {
        List<SourceObservation> remarked = observations.stream()
                .map(observation -> observation.withRemark(remarks.get(observation.key())))
                .toList();
        return new FindingFact(indicator, name, value, unit, origin, ageDays, remarked);
    }

    /** When the latest of its observations was so; null without observations. */
    public Instant occurredAt() {
        return observations.stream()
                .map(SourceObservation::occurredAt)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Name, value with unit, sources and age, as people read them. */
    public BilingualText text() {
        if (value == null) return Messages.text("fact.MISSING", Map.of("name", name));
        String message = observations.isEmpty() ? origin + "_ALONE" : origin.name();
        List<BilingualText> sources =
                observations.stream().map(SourceObservation::origin).distinct().toList();
        return Messages.text(
                "fact." + message,
                Map.of("name", name, "value", valueWithUnit(), "sources", sources, "n", ageDays == null ? 0 : ageDays));
    }

    /** A rule base may have units of its own, which are shown as they are written. */
    private BilingualText valueWithUnit() {
        String number = number(value);
        return Messages.has("unit." + unit)
                ? Messages.text("unit." + unit, Map.of("number", number, "n", value))
                : new BilingualText(number + " " + unit, number + " " + unit);
    }

    /** Rounded to tenths, without trailing zeros. */
    static String number(double value) {
        if (Double.isNaN(value)) return "?";
        return new BigDecimal(Double.toString(value))
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}

package org.fengqiao.pages.shell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one finding adds to the score, as a part of a bar: each part begins where the one before it ends.
 *
 * @param from percent of the scale where its part begins
 * @param share percent of the scale
 * @param trigger whether it sets the tier by itself
 * @param basis where it comes from: source, age, law
 */
public record PointsBar(String sentence, String points, String from, String share, boolean trigger, String basis) {
    /** Scores go up to this; with more points than that the scale grows. */
    private static final double SCALE = 100;

    /** What is said of a finding beside its points. */
    public interface Wording<T> {
        PointsBar bar(T finding, String points, String from, String share);
    }

    public static <T> List<PointsBar> of(List<T> findings, ToDoubleFunction<T> points, Wording<T> wording) {
        double scale = Math.max(SCALE, findings.stream().mapToDouble(points).sum());
        List<PointsBar> bars = new ArrayList<>();
        double before = 0;
        for (T finding : findings) {
            double own = points.applyAsDouble(finding);
            bars.add(wording.bar(finding, number(own), number(100 * before / scale), number(100 * own / scale)));
            before += own;
        }
        return bars;
    }

    /** A trigger without points has no part of the bar. */
    public boolean visible() {
        return !share.equals("0");
    }

    /** Where its part ends, in percent. */
    public String to() {
        return number(Double.parseDouble(from) + Double.parseDouble(share));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}

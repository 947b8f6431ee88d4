package org.fengqiao.pages.enterprise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Tier;

/**
 * The score of an enterprise over a time as steps from zero, each in the colour of its tier. Places from left to right are
 * percent of the width, from the top points of the chart's height.
 *
 * @param scale the score at the top
 */
public record ScoreChart(List<Step> steps, List<Mark> marks, List<Tick> ticks, int scale) {
    /** The height of the chart in points, as the template has it. */
    private static final int HEIGHT = 120;

    private static final int USUAL_SCALE = 100;
    private static final int MONTHS_BETWEEN_TICKS = 3;

    /** From one assessment to the next. */
    public record Step(String x, String width, String y, String height, Tier tier, Instant from, double score) {}

    /** Something that happened then; {@code alert} tells alerts from releases. */
    public record Mark(String x, boolean alert, String text) {}

    /** A month on the axis. */
    public record Tick(String x, LocalDate day) {}

    /** Something that happened at a moment, to be marked on the chart. */
    record Event(Instant at, boolean alert, String text) {}

    static ScoreChart of(List<AssessmentView> assessments, List<Event> events, Instant from, Instant to) {
        double highest =
                assessments.stream().mapToDouble(AssessmentView::score).max().orElse(0);
        int scale = (int) Math.max(USUAL_SCALE, Math.ceil(highest / 50) * 50);
        List<AssessmentView> ordered = assessments.stream()
                .sorted(Comparator.comparing(AssessmentView::at))
                .toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            AssessmentView own = ordered.get(i);
            Instant until = i + 1 < ordered.size() ? ordered.get(i + 1).at() : to;
            if (until.isBefore(from)) continue;
            double begin = place(own.at().isBefore(from) ? from : own.at(), from, to);
            double height = own.score() * HEIGHT / scale;
            steps.add(new Step(
                    number(begin),
                    number(place(until, from, to) - begin),
                    number(HEIGHT - height),
                    number(height),
                    own.tier(),
                    own.at(),
                    own.score()));
        }
        List<Mark> marks = events.stream()
                .filter(event -> !event.at().isBefore(from) && !event.at().isAfter(to))
                .map(event -> new Mark(number(place(event.at(), from, to)), event.alert(), event.text()))
                .toList();
        return new ScoreChart(steps, marks, ticks(from, to), scale);
    }

    private static List<Tick> ticks(Instant from, Instant to) {
        YearMonth first = YearMonth.from(from.atZone(Time.CITY)).plusMonths(1);
        return Stream.iterate(first, month -> month.plusMonths(MONTHS_BETWEEN_TICKS))
                .map(month -> month.atDay(1))
                .takeWhile(day -> day.atStartOfDay(Time.CITY).toInstant().isBefore(to))
                .map(day -> new Tick(number(place(day.atStartOfDay(Time.CITY).toInstant(), from, to)), day))
                .toList();
    }

    private static double place(Instant at, Instant from, Instant to) {
        return 100.0
                * Duration.between(from, at).toSeconds()
                / Duration.between(from, to).toSeconds();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}

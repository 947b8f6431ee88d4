package org.fengqiao.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/**
 * Invented reports as an authority would send them, over all indicators that the live release accepts: four of five have
 * the value zero, the others a value from a row of the tables, so that alerts are raised and upgraded. If integrity reads
 * the indicator too, every second one of those is an official decision.
 */
final class RandomReports {
    private final List<Rule> rows;
    private final Release release;
    private final List<UUID> enterprises;
    private final LocalDate today;
    private final String run;

    /** @param run prefix of the report numbers, different for each run */
    RandomReports(Release release, List<UUID> enterprises, LocalDate today, String run) {
        this.release = release;
        this.enterprises = enterprises;
        this.today = today;
        this.run = run;
        this.rows = release.rules().stream()
                .filter(rule -> rule.dimension() == Dimension.LABOUR
                        && rule.condition() instanceof Rule.Band band
                        && takesInput(release.indicators().get(band.indicator())))
                .toList();
    }

    private static boolean takesInput(Indicator indicator) {
        return indicator.takesInput() && !indicator.psychological();
    }

    UUID enterprise(long number) {
        return enterprises.get(random(number).nextInt(enterprises.size()));
    }

    String json(long number) {
        SplittableRandom random = random(number);
        UUID enterprise = enterprises.get(random.nextInt(enterprises.size()));
        Rule.Band row = (Rule.Band) rows.get(random.nextInt(rows.size())).condition();
        Indicator indicator = release.indicators().get(row.indicator());
        boolean zero = random.nextInt(5) > 0;
        double value = zero ? 0 : Math.max(0, row.range().from()) + (row.range().fromExclusive() ? 1 : 0);
        boolean decided = !zero && indicator.dimensions().contains(Dimension.INTEGRITY) && random.nextBoolean();
        return "{\"enterpriseId\":\"" + enterprise + "\",\"indicator\":\"" + indicator.code() + "\",\"value\":" + value
                + ",\"occurredOn\":\"" + today.minusDays(random.nextInt(30)) + "\",\"ref\":\"" + run + "-" + number
                + (decided
                        ? "\",\"kind\":\"OFFICIAL_DECISION\",\"document\":\"bench " + number + "\"}"
                        : "\",\"kind\":\"AUTHORITY\"}");
    }

    /** The same number gives the same report, in whatever order they are made. */
    private static SplittableRandom random(long number) {
        return new SplittableRandom(number * 0x9E3779B97F4A7C15L + 17);
    }
}

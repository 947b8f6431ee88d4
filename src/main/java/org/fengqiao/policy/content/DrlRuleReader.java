package org.fengqiao.policy.content;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.Tier;

/** Turns a parsed .drl file into a {@link Rule}, and checks it against the indicators. */
final class DrlRuleReader {
    private static final Set<String> KNOWN =
            Set.of("dimension", "floor", "points", "zh", "en", "basis", "owner", "validFrom", "validTo");

    private final String file;
    private final Map<String, Indicator> indicators;
    private final List<ContentProblem> problems;
    private final int problemsBefore;
    private RuleFileParser.ParsedRule parsed;

    DrlRuleReader(String file, Map<String, Indicator> indicators, List<ContentProblem> problems) {
        this.file = file;
        this.indicators = indicators;
        this.problems = problems;
        this.problemsBefore = problems.size();
    }

    Optional<Rule> read(RuleFileParser.ParsedRule parsed, int ordinal) {
        this.parsed = parsed;
        Map<String, String> said = parsed.annotations();
        for (String name : said.keySet()) {
            if (!KNOWN.contains(name)) problem("@" + name, "未知的注解", "is not an annotation of a rule");
        }
        if (!parsed.id().matches("[A-Z0-9][A-Z0-9-]{1,39}")) {
            problem("rule", "编号应为大写字母、数字和连字符", "the id must be capital letters, digits and hyphens");
        }
        Dimension dimension = oneOf(Dimension.class, "dimension", required(said, "dimension"));
        Tier floor = said.containsKey("floor") ? oneOf(Tier.class, "floor", said.get("floor")) : null;
        LocalDate from = date("validFrom", required(said, "validFrom"));
        LocalDate to = said.containsKey("validTo") ? date("validTo", said.get("validTo")) : null;
        double points = points(said.getOrDefault("points", "0"));
        BilingualText reason = new BilingualText(required(said, "zh"), required(said, "en"));
        String basis = required(said, "basis");
        String owner = required(said, "owner");
        String category = dimension == null ? "" : checkNames(parsed, dimension);
        if (problems.size() > problemsBefore) return Optional.empty();
        return Optional.of(new Rule(
                ordinal,
                parsed.id(),
                dimension,
                category,
                new Rule.DrlCondition(parsed.constraint()),
                points,
                Optional.ofNullable(floor),
                reason,
                basis,
                from,
                Optional.ofNullable(to),
                owner));
    }

    /** The category of the first indicator, to which the rule's points count. */
    private String checkNames(RuleFileParser.ParsedRule parsed, Dimension dimension) {
        if (!parsed.factType().equals(ReleaseReader.factType(dimension))) {
            problem(
                    "when",
                    dimension.code() + "规则应写" + ReleaseReader.factType(dimension),
                    "a rule of " + dimension.code() + " must match " + ReleaseReader.factType(dimension));
        }
        String category = null;
        for (String name : parsed.constraint().names()) {
            if (name.equals(RuleConstraint.HEADCOUNT)) continue;
            Indicator indicator = indicators.get(name);
            if (indicator == null || !indicator.dimensions().contains(dimension)) {
                problem(
                        indicator == null ? "indicator-unknown" : "indicator-not-allowed",
                        "when",
                        "没有可用于" + dimension.code() + "的指标" + name,
                        "no indicator " + name + " that " + dimension.code() + " may read");
            } else if (category == null) {
                category = indicator.category();
            }
        }
        if (category == null) problem("when", "至少要用到一个指标", "must read at least one indicator");
        return category;
    }

    private String required(Map<String, String> said, String name) {
        String value = said.getOrDefault(name, "").trim();
        if (value.isEmpty()) problem("cell-empty", "@" + name, "缺少此注解,请补上", "is missing or empty, add it");
        return value;
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String name, String value) {
        try {
            return Enum.valueOf(type, value.toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problem("@" + name, "没有" + value, "has no value " + value);
            return null;
        }
    }

    private LocalDate date(String name, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            problem("@" + name, "应为日期,如2026-01-31", "must be a date such as 2026-01-31");
            return null;
        }
    }

    private double points(String value) {
        try {
            double points = Range.number(value);
            if (points >= 0 && points <= ReleaseReader.MOST_POINTS) return points;
        } catch (NumberFormatException e) {
            // reported below, like anything else that is not a number
        }
        problem("@points", "应为0到1000的数字", "must be a number from 0 to 1000");
        return 0;
    }

    private void problem(String where, String zh, String en) {
        problem("cell-invalid", where, zh, en);
    }

    private void problem(String code, String where, String zh, String en) {
        problems.add(new ContentProblem(code, file, parsed.line(where), where, zh, en));
    }
}

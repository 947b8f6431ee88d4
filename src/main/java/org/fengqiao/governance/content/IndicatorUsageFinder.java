package org.fengqiao.governance.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.governance.content.IndicatorUsage.UsageKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/** Finds the rows, written rules, helpers, routes, cases and models that use an indicator, before it is changed. */
public final class IndicatorUsageFinder {
    private static final Pattern CASE = Pattern.compile("(?m)^- case:\\s*(.*?)\\s*$");

    private final Release release;
    private final String indicator;
    private final List<IndicatorUsage> uses = new ArrayList<>();

    private IndicatorUsageFinder(Release release, String indicator) {
        this.release = release;
        this.indicator = indicator;
    }

    /** Leaves out the models, which belong to no release. */
    public static List<IndicatorUsage> of(Release release, String indicator) {
        return of(release, indicator, Map.of());
    }

    /**
     * Includes the models.
     *
     * @param models path to content of the files that describe scoring models
     */
    public static List<IndicatorUsage> of(Release release, String indicator, Map<String, byte[]> models) {
        if (!release.indicators().containsKey(indicator)) {
            throw ProblemException.notFound(
                    "indicator-unknown",
                    "规则库" + release.base() + "中没有指标" + indicator + "，请核对代码",
                    "The rule base " + release.base() + " has no indicator " + indicator + "; check the code");
        }
        return new IndicatorUsageFinder(release, indicator).find(models);
    }

    private List<IndicatorUsage> find(Map<String, byte[]> models) {
        rows("indicators.csv", "code", UsageKind.CATALOGUE);
        for (Indicator other : release.indicators().values()) {
            if (other.isDerived() && other.derivedFrom().equals(indicator)) {
                use(
                        UsageKind.DERIVED_INDICATOR,
                        "indicators.csv",
                        lineOf("indicators.csv", other.code()),
                        other.code());
            }
        }
        release.files().keySet().stream()
                .filter(file -> file.startsWith("tables/"))
                .forEach(file -> rows(file, "indicator", UsageKind.TABLE_ROW));
        writtenRules();
        rows("seasons.csv", "indicator", UsageKind.SEASON);
        rows("industries.csv", "indicator", UsageKind.INDUSTRY);
        routes();
        cases();
        models.forEach((file, content) -> {
            if (names(text(content)).contains(indicator)) use(UsageKind.MODEL, file, 0, file);
        });
        return uses;
    }

    private void rows(String file, String column, UsageKind kind) {
        CsvFile.of(release.files().getOrDefault(file, new byte[0]))
                .ifPresent(table -> table.rows().forEach(row -> {
                    if (row.cell(column).strip().equals(indicator)) use(kind, file, row.line(), row.key());
                }));
    }

    private int lineOf(String file, String key) {
        return CsvFile.of(release.files().get(file))
                .flatMap(table -> table.row(key))
                .map(CsvFile.Row::line)
                .orElse(0);
    }

    private void writtenRules() {
        release.files().forEach((file, content) -> {
            if (!file.startsWith("drl/")) return;
            String text = text(content);
            for (Rule rule : release.rules()) {
                if (rule.condition() instanceof Rule.DrlCondition written
                        && written.indicators().contains(indicator)
                        && text.contains("rule \"" + rule.id() + "\"")) use(UsageKind.WRITTEN_RULE, file, 1, rule.id());
            }
        });
    }

    private void routes() {
        Set<String> dimensions = new HashSet<>();
        for (Rule rule : release.rules()) {
            if (rule.condition().indicators().contains(indicator)) {
                dimensions.add(rule.dimension().code());
            }
        }
        CsvFile.of(release.files().get("routes.csv"))
                .ifPresent(table -> table.rows().forEach(row -> {
                    if (dimensions.contains(row.cell("dimension").strip())) {
                        use(UsageKind.ROUTE, "routes.csv", row.line(), row.key());
                    }
                }));
    }

    /** The text from one "- case:" to the next is a case; searched as text, so that a broken case is found too. */
    private void cases() {
        release.files().forEach((file, content) -> {
            if (!file.startsWith("cases/")) return;
            String text = text(content);
            Matcher found = CASE.matcher(text);
            int at = -1;
            String name = "";
            while (found.find()) {
                if (at >= 0) caseUse(file, text, at, found.start(), name);
                at = found.start();
                name = found.group(1);
            }
            if (at >= 0) caseUse(file, text, at, text.length(), name);
        });
    }

    private void caseUse(String file, String text, int from, int to, String name) {
        if (names(text.substring(from, to)).contains(indicator)) {
            int line = 1
                    + (int) text.substring(0, from)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            use(UsageKind.CASE, file, line, name);
        }
    }

    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        Matcher word = Pattern.compile("(?<![A-Za-z0-9-])[A-Z][A-Z0-9]{1,11}(?![A-Za-z0-9-])")
                .matcher(text);
        while (word.find()) names.add(word.group());
        return names;
    }

    private void use(UsageKind kind, String file, int row, String name) {
        uses.add(new IndicatorUsage(kind, file, row, name));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}

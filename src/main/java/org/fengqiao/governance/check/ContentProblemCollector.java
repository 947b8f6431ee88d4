package org.fengqiao.governance.check;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ContentProblem.Severity;

/** Collects what the checks find, and knows where rules, indicators and routes are in the files. */
final class ContentProblemCollector {
    /** A line of a file; for a written rule, the line of its {@code rule} keyword. */
    record Location(String file, int row) {}

    private static final String ROUTES = "routes.csv";
    private static final String INDICATORS = "indicators.csv";

    private final Release release;
    private final Set<ContentProblem> found = new LinkedHashSet<>();
    private final Map<String, CsvFile> tables = new HashMap<>();
    private final Map<String, Location> rules = new HashMap<>();

    ContentProblemCollector(Release release) {
        this.release = release;
        release.files().forEach((file, content) -> {
            if (file.endsWith(".csv")) CsvFile.of(content).ifPresent(table -> tables.put(file, table));
            if (file.startsWith("drl/")) locateWrittenRules(file, new String(content, StandardCharsets.UTF_8));
        });
        tables.forEach((file, table) -> {
            if (file.startsWith("tables/")) {
                table.rows().forEach(row -> rules.put(row.cell("id").strip(), new Location(file, row.line())));
            }
        });
    }

    private void locateWrittenRules(String file, String text) {
        for (Rule rule : release.rules()) {
            if (!(rule.condition() instanceof Rule.DrlCondition)) continue;
            int at = text.indexOf("rule \"" + rule.id() + "\"");
            if (at >= 0) rules.put(rule.id(), new Location(file, lineAt(text, at)));
        }
    }

    private static int lineAt(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** The table of a file; one without rows where there is no such file. */
    List<CsvFile.Row> rows(String file) {
        CsvFile table = tables.get(file);
        return table == null ? List.of() : table.rows();
    }

    Location locationOf(Rule rule) {
        return rules.getOrDefault(rule.id(), new Location("", 0));
    }

    /** About a column of a rule, or the annotation that corresponds to it in a written rule. */
    void error(Rule rule, String column, String code, String zh, String en) {
        add(Severity.ERROR, code, rule, column, new BilingualText(zh, en), "");
    }

    void warning(Rule rule, String column, String code, String zh, String en) {
        add(Severity.WARNING, code, rule, column, new BilingualText(zh, en), "");
    }

    void error(Rule rule, String column, String code, BilingualText text, String counterExample) {
        add(Severity.ERROR, code, rule, column, text, counterExample);
    }

    private void add(
            Severity severity, String code, Rule rule, String column, BilingualText text, String counterExample) {
        Location place = locationOf(rule);
        if (rule.condition() instanceof Rule.Band) {
            add(severity, code, place, column, text, counterExample);
            return;
        }
        String where = ANNOTATIONS.getOrDefault(column, column);
        String content = new String(release.files().get(place.file()), StandardCharsets.UTF_8);
        int at = where.equals("when") ? content.indexOf("\nwhen") + 1 : content.indexOf(where + "(");
        add(
                severity,
                code,
                new Location(place.file(), at <= 0 ? place.row() : lineAt(content, at)),
                where,
                text,
                counterExample);
    }

    /** What a column of a table is called in a written rule. */
    private static final Map<String, String> ANNOTATIONS = Map.ofEntries(
            Map.entry("id", "rule"),
            Map.entry("from", "when"),
            Map.entry("to", "when"),
            Map.entry("indicator", "when"),
            Map.entry("points", "@points"),
            Map.entry("floor", "@floor"),
            Map.entry("reason_zh", "@zh"),
            Map.entry("reason_en", "@en"),
            Map.entry("legal_basis", "@basis"),
            Map.entry("owner", "@owner"),
            Map.entry("valid_from", "@validFrom"),
            Map.entry("valid_to", "@validTo"));

    void error(Route route, String column, String code, String zh, String en) {
        add(
                Severity.ERROR,
                code,
                new Location(ROUTES, lineOf(ROUTES, route.id())),
                column,
                new BilingualText(zh, en),
                "");
    }

    void error(String indicator, String column, String code, String zh, String en) {
        add(
                Severity.ERROR,
                code,
                new Location(INDICATORS, lineOf(INDICATORS, indicator)),
                column,
                new BilingualText(zh, en),
                "");
    }

    private int lineOf(String file, String key) {
        return rows(file).stream()
                .filter(row -> row.key().strip().equals(key))
                .mapToInt(CsvFile.Row::line)
                .findFirst()
                .orElse(0);
    }

    void error(String file, int row, String column, String code, String zh, String en) {
        add(Severity.ERROR, code, new Location(file, row), column, new BilingualText(zh, en), "");
    }

    void add(ContentProblem problem) {
        found.add(problem);
    }

    private void add(
            Severity severity, String code, Location place, String column, BilingualText text, String counterExample) {
        found.add(new ContentProblem(severity, code, place.file(), place.row(), column, text, counterExample));
    }

    List<ContentProblem> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(ContentProblem::file).thenComparing(ContentProblem::row))
                .toList();
    }
}

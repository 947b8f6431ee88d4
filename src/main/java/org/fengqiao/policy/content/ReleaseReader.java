package org.fengqiao.policy.content;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Category;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Season;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;

/**
 * Reads a rule base into a {@link Release} and checks the content against itself: a rule that reads an unknown
 * indicator, two bands that overlap, an unknown tier are all reported, each with file, row and column.
 */
public final class ReleaseReader {
    static final Map<Dimension, String> FACT_TYPES =
            Map.of(Dimension.LABOUR, "LabourFacts", Dimension.INTEGRITY, "IntegrityFacts", Dimension.CARE, "CareFacts");

    private static final List<String> RULE_COLUMNS = List.of(
            "id",
            "dimension",
            "indicator",
            "from",
            "to",
            "points",
            "floor",
            "reason_zh",
            "reason_en",
            "legal_basis",
            "valid_from",
            "valid_to",
            "owner");

    static final double MOST_POINTS = 1_000;
    private static final String CODE = "[A-Z][A-Z0-9_]{1,39}";

    private final String base;
    private final SortedMap<String, byte[]> files;
    private final List<ContentProblem> problems = new ArrayList<>();
    private final Map<String, Indicator> indicators = new LinkedHashMap<>();
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<String, SourceKind> sourceKinds = new LinkedHashMap<>();
    private final Map<String, Map<Tier, Double>> thresholds = new HashMap<>();
    private final Map<String, Map<Tier, BilingualText>> labels = new HashMap<>();
    private final Map<Dimension, DimensionPolicy> dimensions = new EnumMap<>(Dimension.class);
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, List<Rule>> bands = new HashMap<>();
    private final Set<String> ruleIds = new HashSet<>();
    private final List<Season> seasons = new ArrayList<>();
    private final Map<String, Map<String, Double>> industries = new HashMap<>();

    private ReleaseReader(String base, SortedMap<String, byte[]> files) {
        this.base = base;
        this.files = files;
    }

    /** @throws InvalidContentException with every problem found */
    public static Release read(Path folder) {
        return read(folder.toAbsolutePath().normalize().getFileName().toString(), ReleaseFiles.ofFolder(folder));
    }

    /**
     * Reads a rule base that is not in a folder.
     *
     * @param files path below the base's folder to content
     * @throws InvalidContentException with every problem found
     */
    public static Release read(String base, SortedMap<String, byte[]> files) {
        return new ReleaseReader(base, files).read();
    }

    private Release read() {
        new ContentLimits(files, problems).check();
        if (!problems.isEmpty()) throw new InvalidContentException(problems);
        readCategories();
        readSourceKinds();
        readTiers();
        readDimensions();
        indicators.putAll(new IndicatorReader(table("indicators.csv"), categories.keySet(), problems).read());
        readSeasonsAndIndustries();
        for (String file : files.keySet()) {
            if (file.startsWith("tables/") && file.endsWith(".csv")) readRules(file);
        }
        for (String file : files.keySet()) {
            if (file.startsWith("drl/") && file.endsWith(".drl")) readWrittenRule(file);
        }
        if (rules.size() > ContentLimits.MOST_RULES) problems.add(ContentLimits.tooManyRules(rules.size()));
        List<Route> routes = new RouteReader(table("routes.csv"), problems).read();
        if (!problems.isEmpty()) throw new InvalidContentException(problems);
        return new Release(
                ReleaseFiles.hash(files),
                base,
                indicators,
                List.copyOf(rules),
                categories,
                sourceKinds,
                dimensions,
                routes,
                List.copyOf(seasons),
                industries,
                files);
    }

    private ContentCsvReader table(String file) {
        return new ContentCsvReader(file, files.get(file), problems);
    }

    private void readCategories() {
        table("categories.csv").eachRow(List.of("category", "zh", "en", "cap", "alone_max_tier"), row -> {
            String code = row.name("category", CODE);
            categories.put(
                    code,
                    new Category(
                            code,
                            row.bilingual("zh", "en"),
                            row.number("cap", Double.POSITIVE_INFINITY),
                            row.oneOf("alone_max_tier", Tier.class, Tier.RED)));
        });
    }

    private void readSourceKinds() {
        List<String> header = List.of("kind", "zh", "en", "confidence", "official", "alone_max_tier");
        table("source-kinds.csv").eachRow(header, row -> {
            String kind = row.name("kind", CODE);
            double confidence = row.number("confidence", 0);
            if (!(confidence > 0 && confidence <= 1)) {
                throw row.invalid("confidence", "应大于0且不大于1", "must be above 0 and at most 1");
            }
            sourceKinds.put(
                    kind,
                    new SourceKind(
                            kind,
                            row.bilingual("zh", "en"),
                            confidence,
                            row.yesOrNo("official"),
                            row.oneOf("alone_max_tier", Tier.class, Tier.RED)));
        });
    }

    private void readTiers() {
        table("tiers.csv").eachRow(List.of("profile", "tier", "from", "zh", "en"), row -> {
            String profile = row.name("profile", CODE);
            Tier tier = row.oneOf("tier", Tier.class);
            labels.computeIfAbsent(profile, p -> new EnumMap<>(Tier.class)).put(tier, row.bilingual("zh", "en"));
            Map<Tier, Double> bounds = thresholds.computeIfAbsent(profile, p -> new EnumMap<>(Tier.class));
            if (tier.alerts()) bounds.put(tier, row.number("from", Double.POSITIVE_INFINITY));
        });
    }

    private void readDimensions() {
        List<String> header =
                List.of("dimension", "profile", "fresh_days", "min_completeness", "reopen_days", "feedback_days");
        table("dimensions.csv").eachRow(header, row -> {
            Dimension dimension = row.oneOf("dimension", Dimension.class);
            String profile = row.required("profile");
            if (!thresholds.containsKey(profile)) {
                throw row.invalid(
                        "profile-unknown", "profile", "tiers.csv中没有" + profile, "tiers.csv has no profile " + profile);
            }
            dimensions.put(
                    dimension,
                    new DimensionPolicy(
                            profile,
                            thresholds.get(profile),
                            labels.get(profile),
                            row.wholeNumber("fresh_days", 0),
                            row.number("min_completeness", 0),
                            row.wholeNumber("reopen_days", 0),
                            row.wholeNumber("feedback_days", 0)));
        });
        for (Dimension dimension : Dimension.values()) {
            if (!dimensions.containsKey(dimension)) {
                problems.add(new ContentProblem(
                        "row-missing",
                        "dimensions.csv",
                        0,
                        "dimension",
                        "缺少" + dimension.code(),
                        "has no row for " + dimension.code()));
            }
        }
    }

    private void readSeasonsAndIndustries() {
        table("seasons.csv").eachRow(List.of("indicator", "from", "to", "value", "zh", "en"), row -> {
            LocalDate from =
                    row.date("from").orElseThrow(() -> row.invalid("cell-empty", "from", "不能为空", "must not be empty"));
            LocalDate to =
                    row.date("to").orElseThrow(() -> row.invalid("cell-empty", "to", "不能为空", "must not be empty"));
            seasons.add(new Season(knownIndicator(row, null), from, to, row.number("value", 1)));
        });
        table("industries.csv").eachRow(List.of("indicator", "industry", "value", "zh", "en"), row -> industries
                .computeIfAbsent(knownIndicator(row, null), i -> new HashMap<>())
                .put(row.name("industry", "[A-Z]"), row.number("value", 0)));
    }

    private String knownIndicator(ContentCsvReader.CsvRow row, Dimension dimension) {
        String code = row.required("indicator");
        Indicator indicator = indicators.get(code);
        if (indicator == null) {
            throw row.invalid(
                    "indicator-unknown", "indicator", "indicators.csv中没有" + code, "indicators.csv has no " + code);
        }
        if (dimension != null && !indicator.dimensions().contains(dimension)) {
            throw row.invalid(
                    "indicator-not-allowed",
                    "indicator",
                    code + "不可用于" + dimension.code(),
                    code + " may not be read in dimension " + dimension.code());
        }
        return code;
    }

    private void readRules(String file) {
        table(file).eachRow(RULE_COLUMNS, row -> {
            Dimension dimension = row.oneOf("dimension", Dimension.class);
            String indicator = knownIndicator(row, dimension);
            Range range;
            try {
                range = Range.parse(row.text("from"), row.text("to"));
            } catch (NumberFormatException e) {
                throw row.invalid("from", "上下限应为数字", "the bounds must be numbers");
            }
            if (range.isEmpty())
                throw row.invalid("band-empty", "to", "上限应大于下限", "the upper bound must be above the lower");
            List<Rule> siblings = bands.computeIfAbsent(dimension + indicator, k -> new ArrayList<>());
            Rule rule = new Rule(
                    rules.size(),
                    uniqueId(row.required("id"), row),
                    dimension,
                    indicators.get(indicator).category(),
                    new Rule.Band(indicator, siblings.size() + 1, range),
                    positive(row),
                    Optional.ofNullable(row.oneOf("floor", Tier.class, null)),
                    row.bilingual("reason_zh", "reason_en"),
                    row.required("legal_basis"),
                    row.date("valid_from")
                            .orElseThrow(() -> row.invalid("cell-empty", "valid_from", "不能为空", "must not be empty")),
                    row.date("valid_to"),
                    row.required("owner"));
            siblings.stream().filter(other -> overlap(other, rule)).findFirst().ifPresent(other -> {
                throw overlapping(row, rule, other);
            });
            siblings.add(rule);
            rules.add(rule);
        });
    }

    private static RuntimeException overlapping(ContentCsvReader.CsvRow row, Rule rule, Rule other) {
        boolean same = ((Rule.Band) rule.condition()).range().equals(((Rule.Band) other.condition()).range());
        return same
                ? row.invalid(
                        "band-duplicate",
                        "from",
                        "与" + other.id() + "是同一区间，请只留一行",
                        "is the same range as " + other.id() + ", keep one of them")
                : row.invalid(
                        "band-overlap", "from", "与" + other.id() + "的区间重叠", "the range overlaps that of " + other.id());
    }

    private static double positive(ContentCsvReader.CsvRow row) {
        double points = row.number("points", -1);
        if (!(points >= 0 && points <= MOST_POINTS)) {
            throw row.invalid("points", "应为0到1000的数字", "must be a number from 0 to 1000");
        }
        return points;
    }

    private static boolean overlap(Rule a, Rule b) {
        boolean inTime = a.validTo().map(to -> !to.isBefore(b.validFrom())).orElse(true)
                && b.validTo().map(to -> !to.isBefore(a.validFrom())).orElse(true);
        return inTime && ((Rule.Band) a.condition()).range().overlaps(((Rule.Band) b.condition()).range());
    }

    private String uniqueId(String id, ContentCsvReader.CsvRow row) {
        if (!id.matches("[A-Z0-9][A-Z0-9-]{1,39}")) {
            throw row.invalid("id", "应为大写字母、数字和连字符", "must be capital letters, digits and hyphens");
        }
        if (!ruleIds.add(id)) throw row.invalid("id-duplicate", "id", "规则编号重复", "the rule id is used twice");
        return id;
    }

    private void readWrittenRule(String file) {
        try {
            RuleFileParser.ParsedRule parsed =
                    RuleFileParser.parse(new String(files.get(file), StandardCharsets.UTF_8));
            new DrlRuleReader(file, indicators, problems)
                    .read(parsed, rules.size())
                    .ifPresent(rule -> {
                        if (ruleIds.add(rule.id())) {
                            rules.add(rule);
                        } else {
                            problems.add(new ContentProblem(
                                    "id-duplicate",
                                    file,
                                    parsed.line("rule"),
                                    "rule",
                                    "规则编号重复",
                                    "the rule id is used twice"));
                        }
                    });
        } catch (RuleFileParser.RuleSyntaxException refused) {
            problems.add(new ContentProblem(
                    "rule-grammar",
                    file,
                    refused.line,
                    "col " + refused.column,
                    "不符合规则语法:" + refused.getMessage(),
                    "outside the rule grammar: " + refused.getMessage()));
        }
    }

    /** The name of the fact type that rules of a dimension match on. */
    public static String factType(Dimension dimension) {
        return FACT_TYPES.get(dimension);
    }
}

package org.fengqiao.policy.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;

/** Reads indicators.csv. */
final class IndicatorReader {
    private static final int MOST_DAYS = 36_500;
    private static final List<String> COLUMNS = List.of(
            "code",
            "zh",
            "en",
            "unit",
            "worse_when",
            "aggregate",
            "window_days",
            "per_staff",
            "derived_from",
            "min_headcount",
            "ttl_days",
            "category",
            "dimensions",
            "sensitivity",
            "min_group",
            "core",
            "role",
            "source",
            "legal_basis");

    private final ContentCsvReader table;
    private final Set<String> categories;
    private final List<ContentProblem> problems;
    private final Map<String, Indicator> indicators = new LinkedHashMap<>();
    private int enterpriseTasks;

    IndicatorReader(ContentCsvReader table, Set<String> categories, List<ContentProblem> problems) {
        this.table = table;
        this.categories = categories;
        this.problems = problems;
    }

    Map<String, Indicator> read() {
        List<Runnable> later = new ArrayList<>();
        table.eachRow(COLUMNS, row -> {
            Indicator indicator = indicator(row);
            if (indicators.put(indicator.code(), indicator) != null) {
                throw row.invalid("id-duplicate", "code", "代码重复", "the code is used twice");
            }
            if (indicator.role() == Indicator.Role.ENTERPRISE_TASK && ++enterpriseTasks > 1) {
                throw row.invalid(
                        "role",
                        "只能有一个指标记录企业任务完成情况",
                        "only one indicator can report whether enterprises did their tasks");
            }
            later.add(() -> checkDerived(row, indicator));
        });
        later.forEach(Runnable::run);
        return indicators;
    }

    /** A derived indicator reads the observations of its source, so it may not read them in another dimension. */
    private void checkDerived(ContentCsvReader.CsvRow row, Indicator indicator) {
        Indicator source = indicators.get(indicator.derivedFrom());
        if (source == null) {
            problems.add(row.problem(
                    "indicator-unknown",
                    "derived_from",
                    "没有指标" + indicator.derivedFrom(),
                    "no such indicator: " + indicator.derivedFrom()));
        } else if (source.psychological() != indicator.psychological()) {
            problems.add(row.problem(
                    "psychological-outside-care",
                    "derived_from",
                    "心理指标不得换算成其他指标",
                    "no other indicator may be derived from a psychological one"));
        } else if (!source.dimensions().containsAll(indicator.dimensions())) {
            problems.add(row.problem(
                    "indicator-not-allowed",
                    "derived_from",
                    source.code() + "不可用于" + indicator.dimensions(),
                    source.code() + " may not be read in " + indicator.dimensions()));
        }
    }

    private Indicator indicator(ContentCsvReader.CsvRow row) {
        String code = row.required("code");
        if (!code.matches("[A-Z][A-Z0-9]{1,11}")) {
            throw row.invalid("code", "应为大写字母和数字,如WAG01", "must be capital letters and digits, such as WAG01");
        }
        if (!categories.contains(row.text("category"))) {
            throw row.invalid(
                    "category-unknown", "category", "categories.csv中没有此类别", "categories.csv has no such category");
        }
        Set<Dimension> belongsTo = new LinkedHashSet<>();
        for (String name : row.required("dimensions").split(";")) {
            belongsTo.add(row.oneOf("dimensions", name.trim(), Dimension.class));
        }
        String sensitivity = row.required("sensitivity");
        if (!sensitivity.equals("normal") && !sensitivity.equals("psychological")) {
            throw row.invalid("sensitivity", "应为normal或psychological", "must be normal or psychological");
        }
        boolean psychological = sensitivity.equals("psychological");
        // The wall between care and the rest begins in the content: no rule elsewhere can name such a field.
        if (psychological != belongsTo.contains(Dimension.CARE) || (psychological && belongsTo.size() > 1)) {
            throw row.invalid(
                    "psychological-outside-care",
                    "dimensions",
                    "心理指标只能且必须属于care",
                    "a psychological indicator belongs to care and to nothing else");
        }
        int ttl = row.wholeNumber("ttl_days", 0);
        if (ttl == 0 || ttl > MOST_DAYS)
            throw row.invalid("ttl_days", "应为1到36500的整数", "must be a whole number from 1 to 36500");
        return new Indicator(
                code,
                row.bilingual("zh", "en"),
                row.required("unit"),
                row.oneOf("worse_when", Indicator.Worse.class, Indicator.Worse.MORE),
                row.oneOf("aggregate", Indicator.Aggregate.class),
                row.wholeNumber("window_days", ttl),
                row.wholeNumber("per_staff", 0),
                row.text("derived_from").isEmpty() ? code : row.text("derived_from"),
                row.wholeNumber("min_headcount", 0),
                ttl,
                row.required("category"),
                Set.copyOf(belongsTo),
                psychological,
                row.text("min_group").isEmpty() ? OptionalInt.empty() : OptionalInt.of(row.wholeNumber("min_group", 0)),
                row.yesOrNo("core"),
                row.oneOf("role", Indicator.Role.class, Indicator.Role.FACT),
                row.required("source"),
                row.required("legal_basis"));
    }
}

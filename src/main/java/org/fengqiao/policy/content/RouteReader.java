package org.fengqiao.policy.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Tier;

/** Reads routes.csv. */
final class RouteReader {
    private static final List<String> COLUMNS = List.of(
            "id",
            "dimension",
            "tier",
            "headcount_from",
            "headcount_to",
            "area",
            "owner",
            "copies",
            "ack",
            "contact",
            "plan",
            "close",
            "enterprise_due",
            "enterprise_task_zh",
            "enterprise_task_en",
            "reason_zh",
            "reason_en",
            "legal_basis",
            "valid_from",
            "valid_to");
    private static final List<String> CLOCKS = List.of("ack", "contact", "plan", "close", "enterprise_due");

    private final ContentCsvReader table;
    private final List<ContentProblem> problems;

    RouteReader(ContentCsvReader table, List<ContentProblem> problems) {
        this.table = table;
        this.problems = problems;
    }

    List<Route> read() {
        List<Route> routes = new ArrayList<>();
        table.eachRow(COLUMNS, row -> {
            Route route = route(row, routes.size());
            for (Route other : routes) {
                if (other.id().equals(route.id())) {
                    throw row.invalid("id-duplicate", "id", "路由编号重复", "the route id is used twice");
                }
                if (collide(other, route)) {
                    problems.add(row.problem(
                            "route-overlap",
                            "headcount_from",
                            "与" + other.id() + "管同样的情形",
                            "covers the same cases as " + other.id()));
                }
            }
            routes.add(route);
        });
        return List.copyOf(routes);
    }

    private static Route route(ContentCsvReader.CsvRow row, int ordinal) {
        Map<String, String> clocks = new LinkedHashMap<>();
        for (String clock : CLOCKS) {
            String duration = row.text(clock);
            if (duration.isEmpty()) continue;
            if (!duration.matches("W?P(\\d{1,4}D|T\\d{1,4}[HM])")) {
                throw row.invalid(
                        clock,
                        "应为PT15M、P7D或WPT8H(工作时间)这样的时限",
                        "must be a time such as PT15M, P7D or WPT8H (working time)");
            }
            clocks.put(clock.equals("enterprise_due") ? "enterprise" : clock, duration);
        }
        String area = row.text("area");
        if (!area.matches("[A-Za-z0-9-]{0,40}")) throw row.invalid("area", "应为区域代码", "must be an area code");
        return new Route(
                ordinal,
                row.name("id", "[A-Z0-9][A-Z0-9-]{1,39}"),
                row.oneOf("dimension", Dimension.class),
                row.oneOf("tier", Tier.class),
                row.wholeNumber("headcount_from", 0),
                row.wholeNumber("headcount_to", Integer.MAX_VALUE),
                area,
                row.name("owner", "[A-Z][A-Z_]{1,39}"),
                Arrays.stream(row.text("copies").split(";"))
                        .map(String::trim)
                        .filter(s -> !s.isEmpty())
                        .toList(),
                Map.copyOf(clocks),
                new BilingualText(row.text("enterprise_task_zh"), row.text("enterprise_task_en")),
                row.bilingual("reason_zh", "reason_en"),
                row.required("legal_basis"),
                row.date("valid_from")
                        .orElseThrow(() -> row.invalid("cell-empty", "valid_from", "不能为空", "must not be empty")),
                row.date("valid_to"));
    }

    private static boolean collide(Route a, Route b) {
        return a.dimension() == b.dimension()
                && a.tier() == b.tier()
                && a.area().equals(b.area())
                && a.headcountFrom() < b.headcountTo()
                && b.headcountFrom() < a.headcountTo()
                && a.validTo().map(to -> !to.isBefore(b.validFrom())).orElse(true)
                && b.validTo().map(to -> !to.isBefore(a.validFrom())).orElse(true);
    }
}

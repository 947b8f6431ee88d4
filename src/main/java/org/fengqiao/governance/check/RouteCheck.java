package org.fengqiao.governance.check;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * Every enterprise has an owner: for each dimension that raises alerts, each tier of its profile, each head count and
 * each day since its first rule, and everywhere: a route of one area leaves the others without an owner.
 */
final class RouteCheck implements ContentChecks.Check {
    private static final Set<Dimension> ALERTING = Set.of(Dimension.LABOUR, Dimension.CARE);
    private static final Set<String> POSTS =
            Arrays.stream(PostKind.values()).map(Enum::name).collect(Collectors.toSet());

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Route route : release.routes()) checkRoute(release, route, findings);
        for (Dimension dimension : ALERTING) {
            Optional<LocalDate> begin = release.rules().stream()
                    .filter(rule -> rule.dimension() == dimension)
                    .map(Rule::validFrom)
                    .min(LocalDate::compareTo);
            // Without a rule there is no alert to own.
            if (begin.isEmpty()) continue;
            for (Tier tier : release.dimensions().get(dimension).thresholds().keySet()) {
                requireOwner(release, dimension, tier, begin.get(), findings);
            }
        }
    }

    private static void checkRoute(Release release, Route route, ContentProblemCollector findings) {
        boolean known = release.dimensions().get(route.dimension()).thresholds().containsKey(route.tier());
        if (!ALERTING.contains(route.dimension()) || !known) {
            findings.error(
                    route,
                    ALERTING.contains(route.dimension()) ? "tier" : "dimension",
                    "route-never-used",
                    "不会有这样的预警，路由从不使用；请删去或改正",
                    "there is never such an alert, so the route is never used; remove or correct it");
        }
        if (route.headcountTo() <= route.headcountFrom()) {
            findings.error(
                    route,
                    "headcount_to",
                    "route-empty",
                    "应大于headcount_from；请改正",
                    "must be above headcount_from; correct it");
        }
        if (route.validTo().isPresent() && route.validTo().get().isBefore(route.validFrom())) {
            findings.error(
                    route, "valid_to", "validity-empty", "早于生效日；请改日期", "is before valid_from; correct the dates");
        }
        post(route, "owner", List.of(route.owner()), findings);
        post(route, "copies", route.copies(), findings);
    }

    private static void post(Route route, String column, List<String> posts, ContentProblemCollector findings) {
        for (String post : posts) {
            if (!POSTS.contains(post)) {
                findings.error(
                        route,
                        column,
                        "post-unknown",
                        "没有岗位" + post + "，可用的有" + POSTS,
                        "there is no post " + post + "; there are " + POSTS);
            } else if (route.dimension() == Dimension.CARE && !post.equals(PostKind.CARE_TEAM.name())) {
                findings.error(
                        route,
                        column,
                        "care-outside-care",
                        "关怀预警只能交给关怀小组；请改为CARE_TEAM",
                        "what concerns care goes to the care team alone; make it CARE_TEAM");
            }
        }
    }

    private static void requireOwner(
            Release release, Dimension dimension, Tier tier, LocalDate begin, ContentProblemCollector findings) {
        List<Route> routes = release.routes().stream()
                .filter(route -> route.dimension() == dimension
                        && route.tier() == tier
                        && route.area().isEmpty())
                .toList();
        for (ValidityPeriod period : ValidityPeriod.ofRoutes(routes, begin)) {
            RangeSet<Integer> unowned = TreeRangeSet.create();
            unowned.add(Range.atLeast(0));
            for (Route route : routes) {
                if (route.inForce(period.from()) && route.headcountFrom() < route.headcountTo()) {
                    unowned.remove(
                            route.headcountTo() == Integer.MAX_VALUE
                                    ? Range.atLeast(route.headcountFrom())
                                    : Range.closedOpen(route.headcountFrom(), route.headcountTo()));
                }
            }
            for (Range<Integer> heads : unowned.asRanges()) {
                unowned(dimension, tier, heads, period, routes, findings);
            }
        }
    }

    private static void unowned(
            Dimension dimension,
            Tier tier,
            Range<Integer> heads,
            ValidityPeriod period,
            List<Route> routes,
            ContentProblemCollector findings) {
        boolean toAll = !heads.hasUpperBound();
        String zh = dimension.code() + " " + tier + "、职工" + heads.lowerEndpoint()
                + (toAll ? "人以上" : "至" + (heads.upperEndpoint() - 1) + "人") + "（" + period.zh() + "）没有责任岗位；请补一条不限区域的路由";
        String en = "nobody owns " + dimension.code() + " " + tier + " with " + heads.lowerEndpoint()
                + (toAll ? " employees or more" : " to " + (heads.upperEndpoint() - 1) + " employees") + " ("
                + period.en()
                + "); add a route for all areas";
        Optional<Route> beside = routes.stream()
                .filter(route -> route.headcountTo() == heads.lowerEndpoint()
                        || toAll && route.headcountFrom() <= heads.lowerEndpoint()
                        || !toAll && route.headcountFrom() == heads.upperEndpoint())
                .findFirst()
                .or(() -> routes.stream().findFirst());
        if (beside.isPresent()) {
            boolean above = beside.get().headcountTo() <= heads.lowerEndpoint();
            boolean inTime = !beside.get().inForce(period.from());
            findings.error(
                    beside.get(),
                    inTime
                            ? beside.get().validFrom().isAfter(period.from()) ? "valid_from" : "valid_to"
                            : above ? "headcount_to" : "headcount_from",
                    "no-owner",
                    zh,
                    en);
        } else {
            findings.error("routes.csv", 0, "tier", "no-owner", zh, en);
        }
    }
}

package org.fengqiao.alerting.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.RuleEngine;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;

/** Selects the route of an alert; who holds its posts is another question. */
public final class RouteSelector {
    private RouteSelector() {}

    /**
     * The applicable route for the smallest area.
     *
     * @param areas codes from the city down to the enterprise's own
     */
    public static Optional<Route> select(
            Release release, RuleEngine engine, Assessment assessment, List<String> areas, LocalDate day) {
        int headcount = RoutingHeadcount.of(assessment, release).number();
        List<Route> applicable = new ArrayList<>();
        for (int ordinal : engine.routes(assessment.dimension(), assessment.tier(), headcount, areas)) {
            Route route = release.routes().get(ordinal);
            if (route.inForce(day)) applicable.add(route);
        }
        return applicable.stream()
                .max(Comparator.comparingInt((Route route) -> areas.indexOf(route.area()))
                        .thenComparing(Route::ordinal));
    }
}

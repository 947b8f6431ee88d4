package org.fengqiao.governance.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;

/**
 * A period of days in which the same rules are in force, so that what holds on its first day holds on all of them.
 *
 * @param to the last day, if it ends
 */
record ValidityPeriod(LocalDate from, Optional<LocalDate> to) {

    static List<ValidityPeriod> ofRules(Collection<Rule> rules) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Rule rule : rules) {
            days.add(rule.validFrom());
            rule.validTo().ifPresent(to -> days.add(to.plusDays(1)));
        }
        return between(days);
    }

    /** The periods of the routes, from {@code begin} on. */
    static List<ValidityPeriod> ofRoutes(Collection<Route> routes, LocalDate begin) {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(begin));
        for (Route route : routes) {
            days.add(route.validFrom());
            route.validTo().ifPresent(to -> days.add(to.plusDays(1)));
        }
        return between(new TreeSet<>(days.tailSet(begin)));
    }

    private static List<ValidityPeriod> between(TreeSet<LocalDate> days) {
        List<ValidityPeriod> periods = new ArrayList<>();
        for (LocalDate day : days) {
            LocalDate next = days.higher(day);
            periods.add(new ValidityPeriod(day, Optional.ofNullable(next).map(d -> d.minusDays(1))));
        }
        return periods;
    }

    String zh() {
        return from + (to.isPresent() ? "至" + to.get() : "起");
    }

    String en() {
        return "from " + from + to.map(day -> " to " + day).orElse(" on");
    }
}

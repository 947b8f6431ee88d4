package org.fengqiao.assessment.drools;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.assessment.DimensionPlan;
import org.fengqiao.policy.Constraint;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.ReleaseReader;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;

/**
 * Writes a release as DRL. Every character comes from here: of what people wrote only numbers, indicator codes and rule
 * ids get in, all of them checked against their patterns when the release was read.
 *
 * <p>A table row tests the number of its band ({@code WAG01band == 3}), not the value: Drools hashes such tests, so the
 * cost does not grow with the rows (docs/adr/0004).
 */
final class DrlWriter {
    static final String PACKAGE = "org.fengqiao.release";

    private final Release release;
    private final Map<Dimension, DimensionPlan> plans;
    private final StringBuilder drl = new StringBuilder(64_000);

    DrlWriter(Release release, Map<Dimension, DimensionPlan> plans) {
        this.release = release;
        this.plans = plans;
    }

    String write() {
        drl.append("package ").append(PACKAGE).append("\n\n");
        drl.append("import ").append(FactSheet.class.getName()).append("\n");
        drl.append("import ").append(RouteFacts.class.getName()).append("\n\n");
        for (Dimension dimension : Dimension.values()) declare(dimension);
        release.rules().forEach(this::rule);
        release.routes().forEach(this::route);
        return drl.toString();
    }

    /** A fact type has only the fields its dimension may read, so a rule that reads another does not compile. */
    private void declare(Dimension dimension) {
        Set<String> values = namesReadByWrittenRules(release, dimension);
        drl.append("declare ").append(ReleaseReader.factType(dimension)).append(" extends FactSheet\n");
        drl.append("    headcount : double\n");
        DimensionPlan plan = plans.get(dimension);
        for (int i = 0; i < plan.indicators().size(); i++) {
            Indicator indicator = plan.indicators().get(i);
            if (plan.bands(i).length > 0)
                drl.append("    ").append(bandField(indicator)).append(" : int\n");
            if (values.contains(indicator.code())) {
                drl.append("    ")
                        .append(indicator.code())
                        .append(" : double = ")
                        .append(Constraint.MISSING)
                        .append("\n");
            }
        }
        drl.append("end\n\n");
    }

    static Set<String> namesReadByWrittenRules(Release release, Dimension dimension) {
        Set<String> names = new TreeSet<>();
        for (Rule rule : release.rules()) {
            if (rule.dimension() == dimension && rule.condition() instanceof Rule.Written) {
                names.addAll(rule.condition().indicators());
            }
        }
        return names;
    }

    static String bandField(Indicator indicator) {
        return indicator.code() + "band";
    }

    private void rule(Rule rule) {
        String test = rule.condition() instanceof Rule.Band band
                ? band.indicator() + "band == " + band.number()
                : ((Rule.Written) rule.condition()).constraint().drl();
        String type = ReleaseReader.factType(rule.dimension());
        append(rule.id(), type + "( " + test + " )", rule.ordinal());
    }

    private void route(Route route) {
        StringBuilder test = new StringBuilder("tier == \"" + route.tier() + "\"");
        test.append(", dimension == \"").append(route.dimension()).append('"');
        if (route.headcountFrom() > 0) test.append(", headcount >= ").append(route.headcountFrom());
        if (route.headcountTo() < Integer.MAX_VALUE)
            test.append(", headcount < ").append(route.headcountTo());
        if (!route.area().isEmpty())
            test.append(", areas contains \"").append(route.area()).append('"');
        append("route " + route.ordinal(), "RouteFacts( " + test + " )", route.ordinal());
    }

    private void append(String name, String pattern, int ordinal) {
        drl.append("rule \"").append(name).append("\" when $f : ").append(pattern);
        drl.append(" then $f.hit(").append(ordinal).append("); end\n");
    }
}

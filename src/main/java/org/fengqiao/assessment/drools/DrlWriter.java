package org.fengqiao.assessment.drools;

import java.util.Map;
import org.fengqiao.assessment.DimensionPlan;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * Writes a release as DRL. People contribute only numbers, indicator codes and rule ids, which were checked against their
 * patterns when the release was read.
 *
 * <p>A table row tests the indicator and the number of its band ({@code indicator == "WAG01", number == 3}), not the
 * value: Drools hashes such tests, so the cost does not grow with the rows (docs/adr/0011).
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
        drl.append("import ").append(Fact.class.getName()).append("\n");
        drl.append("import ").append(BandFact.class.getName()).append("\n");
        drl.append("import ").append(RouteFacts.class.getName()).append("\n\n");
        for (Dimension dimension : Dimension.values()) declare(dimension);
        release.rules().forEach(this::rule);
        release.routes().forEach(this::route);
        return drl.toString();
    }

    /** A fact type has only the fields that its dimension may read, so that a rule with another does not compile. */
    private void declare(Dimension dimension) {
        DimensionPlan plan = plans.get(dimension);
        drl.append("declare ").append(bandType(dimension)).append(" extends BandFact end\n");
        drl.append("declare ").append(ReleaseReader.factType(dimension)).append(" extends Fact\n");
        drl.append("    headcount : double\n");
        for (int i = 0; i < plan.indicators().size(); i++) {
            if (!plan.isComparedByValue(i)) continue;
            drl.append("    ")
                    .append(plan.indicators().get(i).code())
                    .append(" : double = ")
                    .append(RuleConstraint.MISSING)
                    .append("\n");
        }
        drl.append("end\n\n");
    }

    /** The name of the fact type that table rows of a dimension match on. */
    static String bandType(Dimension dimension) {
        return ReleaseReader.factType(dimension).replace("Facts", "Band");
    }

    private void rule(Rule rule) {
        String pattern = rule.condition() instanceof Rule.Band band
                ? bandType(rule.dimension()) + "( indicator == \"" + band.indicator() + "\", number == " + band.number()
                        + " )"
                : ReleaseReader.factType(rule.dimension()) + "( "
                        + ((Rule.DrlCondition) rule.condition()).constraint().drl() + " )";
        append(rule.id(), pattern, rule.ordinal());
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

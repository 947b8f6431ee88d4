package org.fengqiao.bench.assess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.registry.observation.Observation;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * The labour policy the way Drools is commonly used: a session for each enterprise, observations as facts, windows by
 * accumulate, thresholds in the rules. What an accumulate cannot express (which observation is current) and the score
 * after the rules come from {@link HandWrittenScorer}.
 */
final class SessionPerEnterprise implements AutoCloseable {
    private static final String COLLECT = """

            rule "value of %s" when
                $firm : EnterpriseFact()
                $seen : List( size > 0 ) from accumulate(
                    $fact : ObservationFact( indicator == "%s", ageDays < %s ), collectList( $fact ) )
            then
                IndicatorValue value = $firm.value(%d, $seen);
                if (value != null) insert(value);
            end
            """;
    private static final String RULE = """

            rule "%s" when
                $firm : EnterpriseFact()
                %s
            then
                $firm.hit(%d);
            end
            """;

    private final HandWrittenScorer scorer;
    private final KieContainer container;

    SessionPerEnterprise(Release release, Instant at) {
        scorer = new HandWrittenScorer(release, at);
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId("org.fengqiao", "session-each-" + release.id(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write(
                "src/main/resources/org/fengqiao/bench/assess/labour/rules.drl",
                drl(release, LocalDate.ofInstant(at, Time.CITY)));
        KieBuilder builder = services.newKieBuilder(files, SessionPerEnterprise.class.getClassLoader());
        builder.buildAll(ExecutableModelProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) throw new IllegalStateException(errors.toString());
        container = services.newKieContainer(id, SessionPerEnterprise.class.getClassLoader());
    }

    ComparedAssessment assess(EnterpriseFacts subject) {
        EnterpriseFact firm = new EnterpriseFact(scorer, subject.headcount());
        int fresh = fresh(subject);
        KieSession session = container.getKieBase().newKieSession();
        try {
            session.insert(firm);
            for (Observation observation : subject.observations()) {
                if (scorer.isKnown(observation)) session.insert(scorer.seen(observation));
            }
            scorer.addExternalValues(subject, firm.values);
            for (IndicatorValue value : firm.values) {
                if (value != null) session.insert(value);
            }
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return scorer.conclude(firm.hits(), firm.values, subject.headcount(), scorer.completeness(fresh));
    }

    private int fresh(EnterpriseFacts subject) {
        int fresh = 0;
        for (Indicator indicator : scorer.indicators()) {
            if (!indicator.core()) continue;
            List<ObservationFact> seen = new ArrayList<>();
            for (Observation observation : subject.observations()) {
                if (observation.indicator().equals(indicator.derivedFrom()) && scorer.isKnown(observation)) {
                    seen.add(scorer.seen(observation));
                }
            }
            if (scorer.anyFresh(seen)) fresh++;
        }
        return fresh;
    }

    @Override
    public void close() {
        ReleaseId id = container.getReleaseId();
        container.dispose();
        KieServices.get().getRepository().removeKieModule(id);
    }

    private String drl(Release release, LocalDate day) {
        StringBuilder drl = new StringBuilder("package org.fengqiao.bench.assess.labour\n\n");
        for (Class<?> type : List.of(List.class, EnterpriseFact.class, ObservationFact.class, IndicatorValue.class)) {
            drl.append("import ").append(type.getName()).append("\n");
        }
        for (int p = 0; p < scorer.indicators().size(); p++)
            collect(scorer.indicators().get(p), p, drl);
        for (Rule rule : release.rules()) {
            if (rule.dimension() == Dimension.LABOUR && rule.inForce(day)) rule(rule, drl);
        }
        return drl.toString();
    }

    private void collect(Indicator indicator, int position, StringBuilder drl) {
        switch (indicator.aggregate()) {
            case SEASON, INDUSTRY -> {}
            case LATEST, MAX, SUM, DAYS_SINCE, MONTHS ->
                drl.append(COLLECT.formatted(
                        indicator.code(), indicator.derivedFrom(), scorer.windowDays(position), position));
        }
    }

    private static void rule(Rule rule, StringBuilder drl) {
        String when = rule.condition() instanceof Rule.Band band
                ? "IndicatorValue( indicator == \"" + band.indicator() + "\"" + bounds(band.range()) + " )"
                : written(((Rule.DrlCondition) rule.condition()).constraint());
        drl.append(RULE.formatted(rule.id(), when, rule.ordinal()));
    }

    private static String bounds(Range range) {
        String from = Double.isInfinite(range.from())
                ? ""
                : ", value " + (range.fromExclusive() ? "> " : ">= ") + range.from();
        return Double.isInfinite(range.to())
                ? from
                : from + ", value " + (range.toInclusive() ? "<= " : "< ") + range.to();
    }

    private static String written(RuleConstraint constraint) {
        if (constraint instanceof RuleConstraint.Comparison comparison) {
            String test = " " + comparison.operator().symbol() + " " + comparison.number() + " )";
            return comparison.name().equals(RuleConstraint.HEADCOUNT)
                    ? "EnterpriseFact( headcount" + test
                    : "IndicatorValue( indicator == \"" + comparison.name() + "\", value" + test;
        }
        return constraint instanceof RuleConstraint.All all
                ? joined(all.parts(), " and ")
                : joined(((RuleConstraint.Any) constraint).parts(), " or ");
    }

    private static String joined(List<RuleConstraint> parts, String operator) {
        return parts.stream().map(SessionPerEnterprise::written).collect(Collectors.joining(operator, "( ", " )"));
    }
}

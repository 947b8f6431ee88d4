package org.fengqiao.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.fengqiao.assessment.Subject;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Constraint;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.registry.Observation;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * The labour policy the way Drools is commonly used: a session for each enterprise, observations as facts, windows by
 * accumulate, thresholds in the rules. What an accumulate has no word for (whose word stands) and the score after the
 * rules are {@link HandWritten}'s.
 */
final class SessionEach implements AutoCloseable {
    private static final String COLLECT = """

            rule "value of %s" when
                $firm : Firm()
                $seen : List( size > 0 ) from accumulate(
                    $one : Seen( indicator == "%s", ageDays < %s ), collectList( $one ) )
            then
                Value value = $firm.value(%d, $seen);
                if (value != null) insert(value);
            end
            """;
    private static final String RULE = """

            rule "%s" when
                $firm : Firm()
                %s
            then
                $firm.hit(%d);
            end
            """;

    private final HandWritten rest;
    private final KieContainer container;

    SessionEach(Release release, Instant at) {
        rest = new HandWritten(release, at);
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId("org.fengqiao", "session-each-" + release.id(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write(
                "src/main/resources/org/fengqiao/bench/labour.drl", drl(release, LocalDate.ofInstant(at, Time.CITY)));
        KieBuilder builder = services.newKieBuilder(files, SessionEach.class.getClassLoader());
        builder.buildAll(ExecutableModelProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) throw new IllegalStateException(errors.toString());
        container = services.newKieContainer(id, SessionEach.class.getClassLoader());
    }

    Outcome assess(Subject subject) {
        Firm firm = new Firm(rest, subject.headcount());
        int fresh = fresh(subject);
        KieSession session = container.getKieBase().newKieSession();
        try {
            session.insert(firm);
            for (Observation observation : subject.observations()) {
                if (rest.isKnown(observation)) session.insert(rest.seen(observation));
            }
            rest.give(subject, firm.values);
            for (Value value : firm.values) {
                if (value != null) session.insert(value);
            }
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return rest.conclude(firm.hits(), firm.values, subject.headcount(), rest.completeness(fresh));
    }

    private int fresh(Subject subject) {
        int fresh = 0;
        for (Indicator indicator : rest.indicators()) {
            if (!indicator.core()) continue;
            List<Seen> seen = new ArrayList<>();
            for (Observation observation : subject.observations()) {
                if (observation.indicator().equals(indicator.derivedFrom()) && rest.isKnown(observation)) {
                    seen.add(rest.seen(observation));
                }
            }
            if (rest.anyFresh(seen)) fresh++;
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
        StringBuilder drl = new StringBuilder("package org.fengqiao.bench.labour\n\n");
        for (Class<?> type : List.of(List.class, Firm.class, Seen.class, Value.class)) {
            drl.append("import ").append(type.getName()).append("\n");
        }
        for (int p = 0; p < rest.indicators().size(); p++)
            collect(rest.indicators().get(p), p, drl);
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
                        indicator.code(), indicator.derivedFrom(), rest.windowDays(position), position));
        }
    }

    private static void rule(Rule rule, StringBuilder drl) {
        String when = rule.condition() instanceof Rule.Band band
                ? "Value( indicator == \"" + band.indicator() + "\"" + bounds(band.range()) + " )"
                : written(((Rule.Written) rule.condition()).constraint());
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

    private static String written(Constraint constraint) {
        if (constraint instanceof Constraint.Comparison comparison) {
            String test = " " + comparison.operator().symbol() + " " + comparison.number() + " )";
            return comparison.name().equals("headcount")
                    ? "Firm( headcount" + test
                    : "Value( indicator == \"" + comparison.name() + "\", value" + test;
        }
        return constraint instanceof Constraint.All all
                ? joined(all.parts(), " and ")
                : joined(((Constraint.Any) constraint).parts(), " or ");
    }

    private static String joined(List<Constraint> parts, String operator) {
        return parts.stream().map(SessionEach::written).collect(Collectors.joining(operator, "( ", " )"));
    }
}

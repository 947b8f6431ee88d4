package org.fengqiao.governance.cases;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fengqiao.alerting.routing.RouteSelector;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.content.CellTextCheck;
import org.fengqiao.registry.observation.Observation;

/**
 * Turns a real enterprise into a case: what was known about it, without anything that identifies it. No name, code, id,
 * reporter or document; sources are numbered, so independent ones stay independent; days count back from the day of the
 * assessment. The case expects what the release makes of these facts.
 */
public final class AnonymisedCaseWriter {
    private static final Set<Dimension> ROUTED = Set.of(Dimension.LABOUR, Dimension.CARE);

    private final Release release;
    private final Map<String, String> sources = new HashMap<>();

    private AnonymisedCaseWriter(Release release) {
        this.release = release;
    }

    /**
     * The case as YAML, to be added to a file of cases.
     *
     * @param areas codes from the city down to the enterprise's own; those below the district are left out
     * @param name what the case shows, in the words of whoever saves it
     */
    public static String of(
            Assessor assessor,
            Dimension dimension,
            EnterpriseFacts subject,
            Instant at,
            List<String> areas,
            String name) {
        String masked = Masking.mask(name.strip());
        CellTextCheck.firstFault(masked).ifPresent(fault -> {
            throw ProblemException.invalid(
                    "case-name",
                    "案例名称" + fault.why().zh(),
                    "The name of the case " + fault.why().en());
        });
        return new AnonymisedCaseWriter(assessor.release()).text(assessor, dimension, subject, at, areas, masked);
    }

    private String text(
            Assessor assessor,
            Dimension dimension,
            EnterpriseFacts subject,
            Instant at,
            List<String> areas,
            String name) {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        RuleCaseWriter yaml = new RuleCaseWriter(name, dimension, day, subject.headcount());
        if (subject.industry() != null && !subject.industry().isEmpty()) {
            yaml.put("industry", subject.industry().charAt(0));
        }
        yaml.put("areas", areas.stream().limit(2).map(area -> '"' + area + '"').toList());
        yaml.facts(facts(dimension, subject, at));
        RuleCase given = RuleCaseReader.read(
                        Map.of("cases/saved.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8)))
                .get(0);
        Assessment assessment =
                assessor.assess(dimension, List.of(given.subject()), given.at()).get(0);
        expect(yaml, assessor, given, assessment, day);
        return yaml.toString();
    }

    private List<Map<String, Object>> facts(Dimension dimension, EnterpriseFacts subject, Instant at) {
        return subject.observations().stream()
                .filter(fact ->
                        !fact.occurredAt().isAfter(at) && !fact.learntAt().isAfter(at) && readIn(dimension, fact))
                .sorted(Comparator.comparing(Observation::indicator).thenComparing(Observation::occurredAt))
                .map(fact -> fact(fact, at))
                .toList();
    }

    private Map<String, Object> fact(Observation observation, Instant at) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("indicator", observation.indicator());
        fact.put("value", observation.value());
        fact.put("kind", observation.source().kind());
        fact.put("source", source(observation));
        fact.put("days_ago", Duration.between(observation.occurredAt(), at).toDays());
        if (observation.established()) fact.put("established", true);
        if (observation.confidence() != null) fact.put("confidence", observation.confidence());
        return fact;
    }

    private boolean readIn(Dimension dimension, Observation fact) {
        return release.indicators().values().stream()
                .anyMatch(indicator -> indicator.derivedFrom().equals(fact.indicator())
                        && indicator.dimensions().contains(dimension));
    }

    /** One number for each origin: a person who reports is one, whatever they name as their source. */
    private String source(Observation fact) {
        String origin =
                fact.reporter() == null ? fact.source().code() : fact.reporter().toString();
        return sources.computeIfAbsent(origin, unknown -> "s" + (sources.size() + 1));
    }

    private void expect(RuleCaseWriter yaml, Assessor assessor, RuleCase given, Assessment assessment, LocalDate day) {
        Set<String> fires = assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = given.subject().observations().stream()
                .map(Observation::indicator)
                .collect(Collectors.toSet());
        Set<String> silent = release.rules().stream()
                .filter(rule -> rule.dimension() == given.dimension() && !fires.contains(rule.id()))
                .filter(rule -> rule.condition() instanceof Rule.Band band && read.contains(band.indicator()))
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        yaml.putAll("fires", fires).putAll("silent", silent);
        yaml.put("tier", assessment.tier()).put("score", assessment.score());
        if (assessment.tier().alerts() && ROUTED.contains(given.dimension())) {
            RouteSelector.select(release, assessor.engine(), assessment, given.areas(), day)
                    .ifPresent(route -> yaml.put("owner", route.owner()));
        }
    }
}

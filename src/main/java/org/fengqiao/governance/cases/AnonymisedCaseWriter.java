package org.fengqiao.governance.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.content.CellTextCheck;
import org.fengqiao.registry.observation.Observation;

/**
 * Makes a case of a real enterprise: what was known of it, without anything that says which one it is. No name, code, id,
 * reporter or document; sources are numbered, so that two that were independent stay so; days count back from the day of
 * assessing. What is expected is what the release makes of these very facts.
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
        StringBuilder yaml =
                new StringBuilder("- case: \"" + name.replace("\\", "").replace('"', '\'') + "\"\n");
        yaml.append("  dimension: ").append(dimension.code()).append('\n');
        yaml.append("  at: \"").append(day).append("\"\n");
        yaml.append("  headcount: ").append(subject.headcount()).append('\n');
        if (subject.industry() != null && !subject.industry().isEmpty()) {
            yaml.append("  industry: ").append(subject.industry().charAt(0)).append('\n');
        }
        yaml.append("  areas: [")
                .append(areas.stream().limit(2).map(a -> '"' + a + '"').collect(Collectors.joining(", ")))
                .append("]\n");
        yaml.append("  facts:").append(facts(dimension, subject, at));
        RuleCase given = RuleCaseReader.read(
                        Map.of("cases/saved.yaml", yaml.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .get(0);
        Assessment assessment =
                assessor.assess(dimension, List.of(given.subject()), given.at()).get(0);
        return yaml.append(expected(assessor, given, assessment, day)).toString();
    }

    private String facts(Dimension dimension, EnterpriseFacts subject, Instant at) {
        List<Observation> known = new ArrayList<>(subject.observations());
        known.removeIf(
                fact -> fact.occurredAt().isAfter(at) || fact.learntAt().isAfter(at) || !readIn(dimension, fact));
        if (known.isEmpty()) return " []\n";
        known.sort(Comparator.comparing(Observation::indicator).thenComparing(Observation::occurredAt));
        StringBuilder yaml = new StringBuilder("\n");
        for (Observation fact : known) {
            yaml.append("    - {indicator: ").append(fact.indicator());
            yaml.append(", value: ").append(PlainNumber.format(fact.value()));
            yaml.append(", kind: ").append(fact.source().kind());
            yaml.append(", source: ").append(source(fact));
            yaml.append(", days_ago: ")
                    .append(Duration.between(fact.occurredAt(), at).toDays());
            if (fact.established()) yaml.append(", established: true");
            if (fact.confidence() != null) yaml.append(", confidence: ").append(fact.confidence());
            yaml.append("}\n");
        }
        return yaml.toString();
    }

    private boolean readIn(Dimension dimension, Observation fact) {
        return release.indicators().values().stream()
                .anyMatch(indicator -> indicator.derivedFrom().equals(fact.indicator())
                        && indicator.dimensions().contains(dimension));
    }

    /** One number for each voice: a person who reports is one, whatever he names as his source. */
    private String source(Observation fact) {
        String voice =
                fact.reporter() == null ? fact.source().code() : fact.reporter().toString();
        return sources.computeIfAbsent(voice, v -> "s" + (sources.size() + 1));
    }

    private String expected(Assessor assessor, RuleCase given, Assessment assessment, LocalDate day) {
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
        StringBuilder yaml = new StringBuilder();
        if (!fires.isEmpty())
            yaml.append("  fires: [").append(String.join(", ", fires)).append("]\n");
        if (!silent.isEmpty())
            yaml.append("  silent: [").append(String.join(", ", silent)).append("]\n");
        yaml.append("  tier: ").append(assessment.tier()).append('\n');
        yaml.append("  score: ").append(PlainNumber.format(assessment.score())).append('\n');
        if (assessment.tier().alerts() && ROUTED.contains(given.dimension())) {
            RouteSelector.select(release, assessor.engine(), assessment, given.areas(), day)
                    .ifPresent(route ->
                            yaml.append("  owner: ").append(route.owner()).append('\n'));
        }
        return yaml.toString();
    }
}

package org.fengqiao.governance.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.fengqiao.governance.cases.RuleCaseResult.Expectation;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;

/** Runs the cases of a release: each is assessed like any enterprise and compared with what it expects. */
public final class RuleCaseRunner {
    /** Scores are rounded to cents. */
    private static final double SCORE_TOLERANCE = 0.011;

    private final Release release;
    private final Assessor assessor;

    private RuleCaseRunner(Release release, Assessor assessor) {
        this.release = release;
        this.assessor = assessor;
    }

    /** @param assessor of the same release */
    public static List<RuleCaseResult> all(Release release, Assessor assessor) {
        return of(RuleCaseReader.read(release.files()), assessor);
    }

    /** Results in the order of the cases. */
    public static List<RuleCaseResult> of(List<RuleCase> cases, Assessor assessor) {
        RuleCaseRunner run = new RuleCaseRunner(assessor.release(), assessor);
        Map<BatchKey, List<Integer>> together = new LinkedHashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            BatchKey key = new BatchKey(cases.get(i).dimension(), cases.get(i).at());
            together.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        RuleCaseResult[] results = new RuleCaseResult[cases.size()];
        together.forEach((key, places) -> {
            List<EnterpriseFacts> subjects =
                    places.stream().map(i -> cases.get(i).subject()).toList();
            List<Assessment> assessments = assessor.assess(key.dimension(), subjects, key.at());
            for (int i = 0; i < places.size(); i++) {
                results[places.get(i)] = run.result(cases.get(places.get(i)), assessments.get(i));
            }
        });
        return List.of(results);
    }

    /** What is assessed in one call. */
    private record BatchKey(Dimension dimension, Instant at) {}

    private RuleCaseResult result(RuleCase given, Assessment assessment) {
        List<Expectation> lines = new ArrayList<>();
        Set<String> found = assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
        String actual = String.join(" ", found);
        if (!given.fires().isEmpty()) {
            lines.add(new Expectation(
                    "fires", String.join(" ", given.fires()), actual, found.containsAll(given.fires())));
        }
        if (!given.silent().isEmpty()) {
            boolean silent = given.silent().stream().noneMatch(found::contains);
            lines.add(new Expectation("silent", String.join(" ", given.silent()), actual, silent));
        }
        String tier = assessment.tier().name();
        String score = Double.toString(assessment.score());
        given.tier().ifPresent(t -> lines.add(new Expectation("tier", t.name(), tier, t == assessment.tier())));
        given.score()
                .ifPresent(s -> lines.add(new Expectation(
                        "score", s.toString(), score, Math.abs(s - assessment.score()) <= SCORE_TOLERANCE)));
        given.leastTier()
                .ifPresent(t -> lines.add(new Expectation(
                        "least_tier", t.name(), tier, assessment.tier().compareTo(t) >= 0)));
        given.leastScore()
                .ifPresent(s -> lines.add(new Expectation(
                        "least_score", s.toString(), score, assessment.score() >= s - SCORE_TOLERANCE)));
        given.owner().ifPresent(expected -> {
            String owner = owner(given, assessment);
            lines.add(new Expectation("owner", expected, owner, owner.equals(expected)));
        });
        return new RuleCaseResult(
                given.file(), given.row(), given.name(), lines.stream().allMatch(Expectation::met), List.copyOf(lines));
    }

    private String owner(RuleCase given, Assessment assessment) {
        return RouteSelector.select(
                        release,
                        assessor.engine(),
                        assessment,
                        given.areas(),
                        LocalDate.ofInstant(given.at(), Time.CITY))
                .map(Route::owner)
                .orElse("");
    }
}

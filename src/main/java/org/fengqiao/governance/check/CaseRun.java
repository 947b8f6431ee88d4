package org.fengqiao.governance.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fengqiao.alerting.RouteChoice;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Subject;
import org.fengqiao.governance.check.CaseResult.Line;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;

/** Runs the cases of a release: each is assessed as everybody is, and held against what it expects. */
public final class CaseRun {
    /** Scores are rounded to cents. */
    private static final double SCORE_TOLERANCE = 0.011;

    private final Release release;
    private final Assessor assessor;

    private CaseRun(Release release, Assessor assessor) {
        this.release = release;
        this.assessor = assessor;
    }

    /** @param assessor of the same release */
    public static List<CaseResult> all(Release release, Assessor assessor) {
        return of(CaseReader.read(release.files()), assessor);
    }

    /** Results in the order of the cases. */
    public static List<CaseResult> of(List<GivenCase> cases, Assessor assessor) {
        CaseRun run = new CaseRun(assessor.release(), assessor);
        Map<Together, List<Integer>> together = new LinkedHashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            Together key = new Together(cases.get(i).dimension(), cases.get(i).at());
            together.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        CaseResult[] results = new CaseResult[cases.size()];
        together.forEach((key, places) -> {
            List<Subject> subjects =
                    places.stream().map(i -> cases.get(i).subject()).toList();
            List<Assessment> assessments = assessor.assess(key.dimension(), subjects, key.at());
            for (int i = 0; i < places.size(); i++) {
                results[places.get(i)] = run.result(cases.get(places.get(i)), assessments.get(i));
            }
        });
        return List.of(results);
    }

    /** What is assessed in one call. */
    private record Together(Dimension dimension, Instant at) {}

    private CaseResult result(GivenCase given, Assessment assessment) {
        List<Line> lines = new ArrayList<>();
        Set<String> found = assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
        String actual = String.join(" ", found);
        if (!given.fires().isEmpty()) {
            lines.add(new Line("fires", String.join(" ", given.fires()), actual, found.containsAll(given.fires())));
        }
        if (!given.silent().isEmpty()) {
            boolean silent = given.silent().stream().noneMatch(found::contains);
            lines.add(new Line("silent", String.join(" ", given.silent()), actual, silent));
        }
        String tier = assessment.tier().name();
        String score = Double.toString(assessment.score());
        given.tier().ifPresent(t -> lines.add(new Line("tier", t.name(), tier, t == assessment.tier())));
        given.score()
                .ifPresent(s -> lines.add(
                        new Line("score", s.toString(), score, Math.abs(s - assessment.score()) <= SCORE_TOLERANCE)));
        given.leastTier()
                .ifPresent(t -> lines.add(
                        new Line("least_tier", t.name(), tier, assessment.tier().compareTo(t) >= 0)));
        given.leastScore()
                .ifPresent(s -> lines.add(
                        new Line("least_score", s.toString(), score, assessment.score() >= s - SCORE_TOLERANCE)));
        given.owner().ifPresent(expected -> {
            String owner = owner(given, assessment);
            lines.add(new Line("owner", expected, owner, owner.equals(expected)));
        });
        return new CaseResult(
                given.file(), given.row(), given.name(), lines.stream().allMatch(Line::kept), List.copyOf(lines));
    }

    private String owner(GivenCase given, Assessment assessment) {
        return RouteChoice.of(
                        release,
                        assessor.engine(),
                        assessment,
                        given.areas(),
                        LocalDate.ofInstant(given.at(), Time.CITY))
                .map(Route::owner)
                .orElse("");
    }
}

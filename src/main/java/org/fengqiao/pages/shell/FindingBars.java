package org.fengqiao.pages.shell;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.AssessmentView.FindingView;

/** The findings of an assessment as bars that add up, each with its facts, its confidence and its legal basis. */
public final class FindingBars {
    private FindingBars() {}

    /** @param assessment null for none */
    public static List<PointsBar> of(AssessmentView assessment, PageWording say) {
        if (assessment == null) return List.of();
        return PointsBar.of(
                assessment.findings(),
                finding -> Objects.requireNonNullElse(finding.points(), 0.0),
                (finding, points, from, share) -> new PointsBar(
                        say.of(finding.reason()),
                        points,
                        from,
                        share,
                        Boolean.TRUE.equals(finding.floorApplied()),
                        basis(finding, say)));
    }

    private static String basis(FindingView finding, PageWording say) {
        Stream<String> facts = finding.facts().stream().map(fact -> say.of(fact.text()));
        Stream<String> confidence = Stream.of(say.choose("可信度 ", "confidence ") + say.percent(finding.confidence()));
        Stream<String> law = Stream.ofNullable(finding.legalBasis()).filter(text -> !text.isBlank());
        return Stream.of(facts, confidence, law).flatMap(parts -> parts).collect(Collectors.joining(" · "));
    }
}

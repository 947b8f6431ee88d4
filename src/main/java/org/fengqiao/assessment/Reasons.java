package org.fengqiao.assessment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;

/** Explains an assessment in Chinese and English. */
public final class Reasons {
    private static final int MAX_FINDINGS = 5;

    /** Hard triggers, then points. */
    static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.floor().orElse(Tier.GREY))
            .thenComparing(Finding::points)
            .reversed();

    private Reasons() {}

    /** The rule's sentence with the value filled in. */
    public static BilingualText of(Finding finding, int headcount) {
        return new BilingualText(
                fill(finding.rule().reason().zh(), finding, headcount),
                fill(finding.rule().reason().en(), finding, headcount));
    }

    private static String fill(String sentence, Finding finding, int headcount) {
        return sentence.replace("{value}", FindingFact.number(finding.value()))
                .replace("{headcount}", Integer.toString(headcount));
    }

    /** The tier and its gravest findings, in one sentence. */
    public static BilingualText of(Assessment assessment, Release release) {
        BilingualText label = release.label(assessment.dimension(), assessment.tier());
        if (assessment.tier() == Tier.GREY) {
            String percent = Math.round(assessment.completeness() * 100) + "%";
            return new BilingualText(
                    label.zh() + "：近期核心数据只有" + percent + "，不能判为低风险。",
                    label.en() + ": only " + percent
                            + " of the core data is fresh, so a low risk cannot be concluded.");
        }
        List<BilingualText> findings = gravest(assessment.findings()).stream()
                .map(finding -> of(finding, assessment.headcount()))
                .toList();
        if (findings.isEmpty()) {
            return new BilingualText(label.zh() + "：未发现风险事实。", label.en() + ": no risk facts found.");
        }
        return new BilingualText(
                label.zh() + "：" + findings.stream().map(BilingualText::zh).collect(Collectors.joining("")),
                label.en() + ": " + findings.stream().map(BilingualText::en).collect(Collectors.joining(" ")));
    }

    /** Hard triggers first, then by points; at most five. */
    public static List<Finding> gravest(List<Finding> findings) {
        return findings.stream().sorted(GRAVEST_FIRST).limit(MAX_FINDINGS).toList();
    }
}

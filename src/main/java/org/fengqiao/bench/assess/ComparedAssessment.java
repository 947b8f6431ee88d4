package org.fengqiao.bench.assess;

import java.util.Arrays;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.policy.Tier;

/** What all scorers of one enterprise must agree on; rules by their ordinals, ascending. */
record ComparedAssessment(Tier tier, double score, int[] rules) {

    static ComparedAssessment of(Assessment assessment) {
        int[] rules = assessment.findings().stream()
                .mapToInt(finding -> finding.rule().ordinal())
                .toArray();
        return new ComparedAssessment(assessment.tier(), assessment.score(), rules);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComparedAssessment that
                && tier == that.tier
                && score == that.score
                && Arrays.equals(rules, that.rules);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rules);
    }

    @Override
    public String toString() {
        return tier + " " + score + " " + Arrays.toString(rules);
    }
}

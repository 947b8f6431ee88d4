package org.fengqiao.governance.trial;

import java.util.List;
import org.fengqiao.assessment.Assessment;

/** What the live release and a draft made of the same enterprise at the same instant. */
record AssessmentPair(Assessment live, Assessment draft) {
    boolean differs() {
        return live.tier() != draft.tier() || !liveRules().equals(draftRules());
    }

    List<String> liveRules() {
        return rules(live);
    }

    List<String> draftRules() {
        return rules(draft);
    }

    private static List<String> rules(Assessment assessment) {
        return assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .sorted()
                .toList();
    }
}

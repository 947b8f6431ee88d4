package org.fengqiao.alerting.routing;

import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/**
 * The head count that decides who is responsible. Where nobody ever counted, a fact about so many people is the least
 * it can be: a firm that lays off 215 is not a firm of under 100.
 */
public record RoutingHeadcount(int number, BilingualText text) {
    static RoutingHeadcount of(Assessment assessment, Release release) {
        int counted = assessment.headcount();
        if (counted > 0)
            return new RoutingHeadcount(counted, new BilingualText("职工" + counted + "人", counted + " employees"));
        int least = 0;
        for (Finding finding : assessment.findings()) {
            if (finding.rule().condition() instanceof Rule.Band band
                    && release.indicators().get(band.indicator()).countsPeople()) {
                least = Math.max(least, (int) finding.value());
            }
        }
        if (least == 0) return new RoutingHeadcount(0, new BilingualText("职工人数未登记", "head count not recorded"));
        return new RoutingHeadcount(
                least,
                new BilingualText(
                        "职工人数未登记，按事实至少" + least + "人", "head count not recorded, at least " + least + " by the facts"));
    }
}

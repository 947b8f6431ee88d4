package org.fengqiao.alerting.routing;

import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/**
 * The headcount that decides who is responsible. If none was ever recorded, facts about people give the least it can be:
 * an enterprise that lays off 215 people has more than 100.
 */
public record RoutingHeadcount(int number, BilingualText text) {
    static RoutingHeadcount of(Assessment assessment, Release release) {
        int recorded = assessment.headcount();
        if (recorded > 0)
            return new RoutingHeadcount(recorded, new BilingualText("职工" + recorded + "人", recorded + " employees"));
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

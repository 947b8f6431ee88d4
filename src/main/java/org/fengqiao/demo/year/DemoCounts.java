package org.fengqiao.demo.year;

import java.util.Map;

/**
 * What is to be seen in the city, counted; a test asks that there is enough of each.
 *
 * @param states open and closed labour and care alerts by state
 * @param outcomes closed alerts by outcome
 * @param topReasonShare how many of the alerts have the most frequent sentence, as a share
 * @param escalated alerts that climbed at least once
 * @param suppressed notices held back, by reason
 * @param eventsMissed events that no alert preceded
 * @param leadDaysMedian from the first alert to the event; null for fewer than five
 * @param precision share of closed alerts that were right
 * @param mediationSteps entries in the histories of cases, by what happened
 * @param clocksDueSoonMissed of the clocks of open alerts, how many are missed or will be within the hour, as a share
 */
public record DemoCounts(
        int enterprises,
        int alerts,
        Map<String, Integer> states,
        Map<String, Integer> outcomes,
        Map<String, Integer> tiers,
        int sentences,
        double topReasonShare,
        int escalated,
        int reopened,
        int groups,
        Map<String, Integer> suppressed,
        int digests,
        int silences,
        int absences,
        int eventsForeseen,
        int eventsMissed,
        Double leadDaysMedian,
        Double precision,
        int recovered,
        Map<String, Integer> cases,
        Map<String, Integer> mediationSteps,
        Map<String, Integer> releases,
        int reportersTold,
        double clocksDueSoonMissed) {}

package org.fengqiao.governance.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.fengqiao.policy.Tier;

/** A case as written in its file; the field names are the keys of the file. */
record RuleCaseYaml(
        @JsonProperty("case") String name,
        Integer headcount,
        String industry,
        String at,
        String dimension,
        List<String> areas,
        List<Fact> facts,
        List<String> fires,
        List<String> silent,
        Tier tier,
        Double score,
        @JsonProperty("least_tier") Tier leastTier,
        @JsonProperty("least_score") Double leastScore,
        String owner) {

    /** A fact about the enterprise; by default from an authority, on the day itself. */
    record Fact(
            String indicator,
            Double value,
            String kind,
            String source,
            @JsonProperty("days_ago") int daysAgo,
            boolean established,
            Float confidence) {}
}

package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.governance.content.IndicatorUsage.UsageKind;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;

class IndicatorUsageFinderTest {
    @Test
    void finds_rows_written_rules_helpers_routes_cases_and_models() {
        byte[] model = "<DataField name=\"LAY01\"/>".getBytes(StandardCharsets.UTF_8);
        List<IndicatorUsage> uses = IndicatorUsageFinder.of(
                ShenzhenRuleBase.release(),
                "LAY01",
                Map.of("m/v1/model.pmml", model, "m/v1/card.md", "LAY01P".getBytes(StandardCharsets.UTF_8)));

        assertThat(uses)
                .extracting(IndicatorUsage::kind, IndicatorUsage::name)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(UsageKind.CATALOGUE, "LAY01"),
                        org.assertj.core.groups.Tuple.tuple(UsageKind.TABLE_ROW, "LAY01-1"),
                        org.assertj.core.groups.Tuple.tuple(UsageKind.WRITTEN_RULE, "H-LAY01-TENPCT"),
                        org.assertj.core.groups.Tuple.tuple(UsageKind.DERIVED_INDICATOR, "LAY01P"),
                        org.assertj.core.groups.Tuple.tuple(UsageKind.ROUTE, "R-RED-300"),
                        org.assertj.core.groups.Tuple.tuple(UsageKind.MODEL, "m/v1/model.pmml"));
        assertThat(uses)
                .filteredOn(use -> use.kind() == UsageKind.CASE)
                .hasSizeGreaterThan(3)
                .allMatch(use -> use.row() > 0);
        assertThat(uses).filteredOn(use -> use.kind() == UsageKind.MODEL).hasSize(1);
        assertThat(uses).extracting(IndicatorUsage::name).doesNotContain("LAY02-1", "R-CARE-BLUE");
    }

    @Test
    void finds_seasons_and_industries() {
        assertThat(IndicatorUsageFinder.of(ShenzhenRuleBase.release(), "CTX01"))
                .extracting(IndicatorUsage::kind)
                .contains(UsageKind.SEASON);
        assertThat(IndicatorUsageFinder.of(ShenzhenRuleBase.release(), "CTX02"))
                .extracting(IndicatorUsage::kind)
                .contains(UsageKind.INDUSTRY);
    }

    @Test
    void an_unknown_indicator_is_told() {
        assertThatThrownBy(() -> IndicatorUsageFinder.of(ShenzhenRuleBase.release(), "XYZ99"))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("indicator-unknown"));
    }
}

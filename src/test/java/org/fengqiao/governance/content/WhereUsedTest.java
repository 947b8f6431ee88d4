package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.governance.content.Use.Kind;
import org.fengqiao.platform.Failure;
import org.junit.jupiter.api.Test;

class WhereUsedTest {
    @Test
    void finds_rows_written_rules_helpers_routes_cases_and_models() {
        byte[] model = "<DataField name=\"LAY01\"/>".getBytes(StandardCharsets.UTF_8);
        List<Use> uses = WhereUsed.of(
                ShenzhenRuleBase.release(),
                "LAY01",
                Map.of("m/v1/model.pmml", model, "m/v1/card.md", "LAY01P".getBytes(StandardCharsets.UTF_8)));

        assertThat(uses)
                .extracting(Use::kind, Use::name)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(Kind.CATALOGUE, "LAY01"),
                        org.assertj.core.groups.Tuple.tuple(Kind.TABLE_ROW, "LAY01-1"),
                        org.assertj.core.groups.Tuple.tuple(Kind.WRITTEN_RULE, "H-LAY01-TENPCT"),
                        org.assertj.core.groups.Tuple.tuple(Kind.DERIVED_INDICATOR, "LAY01P"),
                        org.assertj.core.groups.Tuple.tuple(Kind.ROUTE, "R-RED-300"),
                        org.assertj.core.groups.Tuple.tuple(Kind.MODEL, "m/v1/model.pmml"));
        assertThat(uses)
                .filteredOn(use -> use.kind() == Kind.CASE)
                .hasSizeGreaterThan(3)
                .allMatch(use -> use.row() > 0);
        assertThat(uses).filteredOn(use -> use.kind() == Kind.MODEL).hasSize(1);
        assertThat(uses).extracting(Use::name).doesNotContain("LAY02-1", "R-CARE-BLUE");
    }

    @Test
    void finds_seasons_and_industries() {
        assertThat(WhereUsed.of(ShenzhenRuleBase.release(), "CTX01"))
                .extracting(Use::kind)
                .contains(Kind.SEASON);
        assertThat(WhereUsed.of(ShenzhenRuleBase.release(), "CTX02"))
                .extracting(Use::kind)
                .contains(Kind.INDUSTRY);
    }

    @Test
    void an_unknown_indicator_is_told() {
        assertThatThrownBy(() -> WhereUsed.of(ShenzhenRuleBase.release(), "XYZ99"))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("indicator-unknown"));
    }
}

package org.fengqiao.governance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who is left out of a trial would have come out the same. */
@Execution(ExecutionMode.CONCURRENT)
class AffectedEnterprisesTest {
    private static final Instant AT = Instant.parse("2026-06-30T04:00:00Z");
    private static final Release LIVE = ShenzhenRuleBase.release();

    @Test
    void a_band_touches_those_with_an_observation_it_is_made_of() {
        AffectedEnterprises affected = AffectedEnterprises.between(
                LIVE, changed("tables/wag.csv", t -> t.replaceFirst(",6,16,10,", ",8,16,12,")));
        assertThat(affected.isEverybody()).isFalse();
        assertThat(affected.includes(firm("WAG01", 7))).isTrue();
        assertThat(affected.includes(firm("SOC01", 7))).isFalse();
    }

    @Test
    void whatever_is_no_rule_may_touch_everybody() {
        assertThat(AffectedEnterprises.between(LIVE, LIVE).includes(firm("WAG01", 7)))
                .isFalse();
        Map<String, UnaryOperator<String>> changes = Map.of(
                "tiers.csv", text -> text.replaceFirst("DEFAULT_4,BLUE,10", "DEFAULT_4,BLUE,11"),
                "categories.csv", text -> text.replaceFirst(",60,", ",50,"),
                "source-kinds.csv", text -> text.replaceFirst(",0.9,", ",0.8,"),
                "dimensions.csv", text -> text.replaceFirst(",60,0.5", ",61,0.5"),
                "indicators.csv", text -> text.replaceFirst(",90,WAG,", ",91,WAG,"),
                "industries.csv", text -> text.replaceFirst("CTX02,C,2", "CTX02,C,1"),
                "tables/ctx.csv", text -> text.replaceFirst("CTX01-1,labour,CTX01,1,,3", "CTX01-1,labour,CTX01,1,,4"));
        changes.forEach((file, change) -> assertThat(
                        AffectedEnterprises.between(LIVE, changed(file, change)).isEverybody())
                .as(file)
                .isTrue());
    }

    @Test
    void a_written_rule_that_the_head_count_alone_can_fire_touches_everybody() {
        String file = "drl/major-wage-arrears.drl";
        assertThat(AffectedEnterprises.between(LIVE, changed(file, t -> t.replace("WAG01 > 30", "WAG01 > 20")))
                        .isEverybody())
                .isFalse();
        assertThat(AffectedEnterprises.between(
                                LIVE,
                                changed(
                                        file,
                                        t -> t.replace("WAG02 >= 30, WAG01 > 30", "WAG02 >= 30 || headcount > 5")))
                        .isEverybody())
                .isTrue();
        assertThat(AffectedEnterprises.between(
                                LIVE, changed(file, t -> t.replace("WAG02 >= 30, ", "headcount >= 30, ")))
                        .isEverybody())
                .isFalse();
    }

    @Test
    void nobody_left_out_would_have_come_out_differently() {
        Release draft = changed("tables/wag.csv", t -> t.replaceFirst(",6,16,10,", ",4,16,14,"));
        draft = ReleaseReader.read(
                draft.base(), with(draft, "tables/soc.csv", t -> t.replaceFirst("(?m)^SOC01-2.*\n", "")));
        draft = ReleaseReader.read(
                draft.base(), with(draft, "drl/machine-removal-and-arrears.drl", t -> t.replaceFirst("> \\d+", "> 1")));
        AffectedEnterprises affected = AffectedEnterprises.between(LIVE, draft);
        assertThat(affected.isEverybody()).isFalse();
        Assessor live = ShenzhenRuleBase.assessor();
        Assessor tried = Assessor.of(draft, DroolsEngine::compile);
        List<EnterpriseFacts> left =
                firms(20_000).stream().filter(f -> !affected.includes(f)).toList();
        assertThat(left).hasSizeGreaterThan(5_000);
        for (Dimension dimension : List.of(Dimension.LABOUR, Dimension.INTEGRITY)) {
            assertThat(results(tried, dimension, left)).isEqualTo(results(live, dimension, left));
        }
        List<EnterpriseFacts> in =
                firms(20_000).stream().filter(affected::includes).toList();
        assertThat(results(tried, Dimension.LABOUR, in)).isNotEqualTo(results(live, Dimension.LABOUR, in));
    }

    private static List<String> results(Assessor assessor, Dimension dimension, List<EnterpriseFacts> firms) {
        return assessor.assess(dimension, firms, AT).stream()
                .map(AffectedEnterprisesTest::said)
                .toList();
    }

    private static String said(Assessment a) {
        List<String> rules = a.findings().stream()
                .map(f -> f.rule().id() + f.points() + f.floor() + f.limit())
                .toList();
        return a.enterpriseId() + " " + a.tier() + " " + a.score() + " " + a.completeness() + " " + rules;
    }

    private static List<EnterpriseFacts> firms(int count) {
        SplittableRandom random = new SplittableRandom(4);
        List<Indicator> inputs = LIVE.indicators().values().stream()
                .filter(indicator -> indicator.takesInput() && !indicator.psychological())
                .toList();
        List<String> kinds = List.copyOf(LIVE.sourceKinds().keySet());
        List<EnterpriseFacts> firms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(i, 1);
            List<Observation> seen = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                Indicator indicator = inputs.get(random.nextInt(inputs.size()));
                Instant day = AT.minusSeconds(random.nextInt(90 * 86_400));
                Source source = new Source(1, "feed" + random.nextInt(3), kinds.get(random.nextInt(kinds.size())));
                seen.add(new Observation(
                        new UUID(i, n),
                        id,
                        indicator.code(),
                        random.nextInt(60),
                        day,
                        day,
                        source,
                        null,
                        null,
                        random.nextInt(4) == 0));
            }
            firms.add(new EnterpriseFacts(id, random.nextInt(500), random.nextBoolean() ? "C" : "F", seen));
        }
        return firms;
    }

    private static EnterpriseFacts firm(String indicator, double value) {
        UUID id = new UUID(1, 2);
        Source source = new Source(1, "hr", "AUTHORITY");
        return new EnterpriseFacts(
                id, 50, "C", List.of(new Observation(id, id, indicator, value, AT, AT, source, null, null, false)));
    }

    private static Release changed(String file, UnaryOperator<String> change) {
        return ReleaseReader.read(LIVE.base(), with(LIVE, file, change));
    }

    private static SortedMap<String, byte[]> with(Release release, String file, UnaryOperator<String> change) {
        SortedMap<String, byte[]> files = new TreeMap<>(release.files());
        String before = new String(files.get(file), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).as(file).isNotEqualTo(before);
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
        return files;
    }
}

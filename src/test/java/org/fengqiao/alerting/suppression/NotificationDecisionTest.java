package org.fengqiao.alerting.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.alerting.Alert;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told now, and what holds a notice back: silence, group, cooldown, brake, in this order. */
class NotificationDecisionTest {
    private static final Instant NOW = Instant.parse("2026-06-30T02:00:00Z");
    private static final Duration COOLDOWN = Duration.ofHours(4);
    private static final UUID ENTERPRISE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final String AREA = "4403.440307.440307013.";

    @ParameterizedTest(name = "{0}: silence {1}, told {2} {3} h ago, group knows {4}, {5} today: {6}")
    @CsvSource({
        "BLUE,   no,  '',     0, false, 0,  TELL",
        "YELLOW, yes, '',     0, false, 0,  SILENCED",
        "YELLOW, yes, '',     0, true,  99, SILENCED",
        "ORANGE, yes, '',     0, false, 0,  TELL", // it was for YELLOW at most
        "YELLOW, no,  YELLOW, 3, false, 0,  COOLDOWN",
        "YELLOW, no,  ORANGE, 3, false, 0,  COOLDOWN",
        "ORANGE, no,  YELLOW, 3, false, 0,  TELL",
        "YELLOW, no,  YELLOW, 4, false, 0,  TELL",
        "YELLOW, no,  '',     0, true,  0,  GROUPED",
        "YELLOW, no,  '',     0, false, 5,  TELL",
        "YELLOW, no,  '',     0, false, 6,  THROTTLED",
        "RED,    yes, RED,    1, true,  99, TELL",
    })
    void tells(Tier tier, String silence, String told, int hours, boolean group, int today, String expected) {
        var last = told.isEmpty()
                ? Optional.<Alert.LastNotification>empty()
                : Optional.of(new Alert.LastNotification(Tier.valueOf(told), NOW.minus(Duration.ofHours(hours))));
        List<Silence> silences = silence.equals("yes") ? List.of(silence(Tier.YELLOW, "WAG01-1", null)) : List.of();
        var brake = new AlertThrottle(
                Map.of(), Map.of(new AlertThrottle.Subject(AlertThrottle.CountedBy.RULE, "WAG01-1"), today), 3, 2);

        NotificationDecision telling = NotificationDecision.decide(
                aCase(tier, "WAG01-1"),
                last,
                silences,
                group,
                brake,
                Optional.of("WAG01-1"),
                Optional.empty(),
                NOW,
                COOLDOWN);

        assertThat(said(telling)).isEqualTo(expected);
    }

    @Test
    void a_silence_of_a_rule_or_indicator_holds_only_what_rests_on_it_alone() {
        Silence ofRule = silence(Tier.ORANGE, "WAG01-1", null);
        Silence ofIndicator = silence(Tier.ORANGE, null, "WAG01");

        assertThat(ofRule.matches(aCase(Tier.BLUE, "WAG01-1"))).isTrue();
        assertThat(ofRule.matches(aCase(Tier.BLUE, "WAG01-1", "INJ01-2"))).isFalse();
        assertThat(ofRule.matches(aCase(Tier.BLUE, "INJ01-2"))).isFalse();
        assertThat(ofIndicator.matches(aCase(Tier.BLUE, "WAG01-1"))).isTrue();
        assertThat(ofIndicator.matches(aCase(Tier.BLUE, "WAG01-1", "INJ01-2"))).isFalse();
        assertThat(ofIndicator.matches(aCase(Tier.BLUE))).as("nothing is known").isFalse();
    }

    @Test
    void a_silence_holds_from_its_beginning_until_its_end_and_only_in_its_area() {
        Silence silence = silence(Tier.ORANGE, null, null);
        Silence.SilenceSubject here = aCase(Tier.BLUE, "WAG01-1");

        assertThat(silence.isEffectiveFor(here, silence.beginsAt)).isTrue();
        assertThat(silence.isEffectiveFor(here, silence.endsAt)).isFalse();
        assertThat(silence.matches(new Silence.SilenceSubject(
                        ENTERPRISE, "4403.440307.440307014.", Dimension.LABOUR, Tier.BLUE, Set.of(), Set.of())))
                .isFalse();
        assertThat(silence.matches(
                        new Silence.SilenceSubject(ENTERPRISE, AREA, Dimension.CARE, Tier.BLUE, Set.of(), Set.of())))
                .isFalse();
    }

    @Test
    void the_second_busiest_day_is_what_a_day_may_bring() {
        Map<LocalDate, Integer> days = new HashMap<>();
        IntStream.range(0, 60).forEach(i -> days.put(LocalDate.EPOCH.plusDays(i), 10));
        assertThat(AlertThrottle.forecast(days)).isEqualTo(10);

        days.put(LocalDate.EPOCH.plusDays(9), 5_000);
        assertThat(AlertThrottle.forecast(days)).as("one flood is not usual").isEqualTo(10);

        days.put(LocalDate.EPOCH.plusDays(12), 280);
        assertThat(AlertThrottle.forecast(days)).as("a monthly delivery is").isEqualTo(280);
        assertThat(AlertThrottle.forecast(Map.of())).isZero();
    }

    private record Given(Tier tier, String rule, String source) {}

    /** However many of whatever come: each is told or held with a reason, RED is told, and the told stay under the limit. */
    @Property(tries = 300)
    void the_brake_drops_nothing_and_red_always_passes(
            @ForAll("floods") List<Given> flood,
            @ForAll @IntRange(max = 20) int floor,
            @ForAll @IntRange(min = 1, max = 5) int factor,
            @ForAll @IntRange(max = 30) int history) {
        var subject = new AlertThrottle.Subject(AlertThrottle.CountedBy.RULE, "R1");
        AlertThrottle brake = new AlertThrottle(Map.of(subject, history), Map.of(), floor, factor);
        Map<String, Integer> toldOfRule = new HashMap<>();
        int told = 0;
        int held = 0;
        for (Given one : flood) {
            NotificationDecision telling = NotificationDecision.decide(
                    aCase(one.tier(), one.rule()),
                    Optional.empty(),
                    List.of(),
                    false,
                    brake,
                    Optional.of(one.rule()),
                    Optional.of(one.source()),
                    NOW,
                    COOLDOWN);
            if (telling instanceof NotificationDecision.Suppress hold) {
                held++;
                assertThat(one.tier()).isNotEqualTo(Tier.RED);
                assertThat(hold.subject()).isNotBlank();
                assertThat(hold.subject()).isNotBlank();
                assertThat(hold.reason().stopsClocks()).isFalse();
            } else {
                told++;
                if (one.tier() != Tier.RED) toldOfRule.merge(one.rule(), 1, Integer::sum);
            }
        }
        assertThat(told + held).isEqualTo(flood.size());
        toldOfRule.forEach((rule, count) -> assertThat(count)
                .isLessThanOrEqualTo(brake.limit(new AlertThrottle.Subject(AlertThrottle.CountedBy.RULE, rule))));
        brake.loads().stream().filter(load -> load.kind().equals("RULE")).forEach(load -> assertThat(load.today())
                .isEqualTo((int) flood.stream()
                        .filter(one -> one.rule().equals(load.name()))
                        .count()));
    }

    @Property(tries = 300)
    void red_is_told_whatever_would_hold_it(
            @ForAll boolean silenced, @ForAll boolean grouped, @ForAll boolean cooling, @ForAll boolean braked) {
        NotificationDecision telling = NotificationDecision.decide(
                aCase(Tier.RED, "R1"),
                cooling ? Optional.of(new Alert.LastNotification(Tier.RED, NOW)) : Optional.empty(),
                silenced ? List.of(silence(Tier.ORANGE, null, null)) : List.of(),
                grouped,
                new AlertThrottle(Map.of(), Map.of(), braked ? 0 : 10, 1),
                Optional.of("R1"),
                Optional.empty(),
                NOW,
                COOLDOWN);

        assertThat(telling).isInstanceOf(NotificationDecision.Notify.class);
    }

    @Provide
    Arbitrary<List<Given>> floods() {
        Arbitrary<Tier> tiers = Arbitraries.of(Tier.BLUE, Tier.YELLOW, Tier.ORANGE, Tier.RED);
        return Combinators.combine(tiers, Arbitraries.of("R1", "R2", "R3"), Arbitraries.of("S1", "S2"))
                .as(Given::new)
                .list()
                .ofMaxSize(400);
    }

    private static Silence silence(Tier most, String rule, String indicator) {
        NewSilence wanted = new NewSilence(
                "known and being dealt with",
                null,
                null,
                Dimension.LABOUR,
                rule,
                indicator,
                most,
                NOW.plus(Duration.ofDays(1)));
        return new Silence(UUID.randomUUID(), "author", wanted, AREA, NOW.minus(Duration.ofDays(1)));
    }

    private static Silence.SilenceSubject aCase(Tier tier, String... rules) {
        Set<String> indicators = java.util.Arrays.stream(rules)
                .map(rule -> rule.split("-")[0])
                .collect(java.util.stream.Collectors.toSet());
        return new Silence.SilenceSubject(
                ENTERPRISE, AREA + "440307013008.", Dimension.LABOUR, tier, Set.of(rules), indicators);
    }

    private static String said(NotificationDecision telling) {
        return telling instanceof NotificationDecision.Suppress hold
                ? hold.reason().name()
                : "TELL";
    }
}

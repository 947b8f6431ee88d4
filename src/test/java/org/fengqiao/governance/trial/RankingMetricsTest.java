package org.fengqiao.governance.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.fengqiao.governance.trial.RankingMetrics.ScoredOutcome;
import org.junit.jupiter.api.Test;

/** The measures against their definitions, counted out by hand and by brute force. */
class RankingMetricsTest {
    @Test
    void a_small_table_with_a_tie() {
        RankingMetrics ranking = new RankingMetrics(List.of(
                new ScoredOutcome(2, false),
                new ScoredOutcome(3, true),
                new ScoredOutcome(2, true),
                new ScoredOutcome(1, false)));

        assertThat(ranking.auc()).as("won 2, won 1 and half of 1, of 4 pairs").isEqualTo(3.5 / 4);
        assertThat(ranking.positivesAmongFirst(1)).isEqualTo(1);
        assertThat(ranking.positivesAmongFirst(2)).isEqualTo(1.5);
        assertThat(ranking.positivesAmongFirst(4)).isEqualTo(2);
    }

    @Property(tries = 300)
    void auc_is_the_share_of_pairs_in_the_right_order(
            @ForAll("scored") @Size(min = 2, max = 40) List<ScoredOutcome> scored) {
        Assume.that(scored.stream().map(ScoredOutcome::hasOutcome).distinct().count() == 2);
        double won = 0;
        int pairs = 0;
        for (ScoredOutcome a : scored) {
            for (ScoredOutcome b : scored) {
                if (!a.hasOutcome() || b.hasOutcome()) continue;
                pairs++;
                won += a.score() > b.score() ? 1 : a.score() == b.score() ? 0.5 : 0;
            }
        }

        assertThat(new RankingMetrics(scored).auc()).isCloseTo(won / pairs, within(1e-12));
    }

    @Property(tries = 200)
    void a_cut_through_a_tie_counts_as_the_mean_over_all_orders(
            @ForAll("scored") @Size(min = 1, max = 6) List<ScoredOutcome> scored,
            @ForAll @IntRange(min = 1, max = 6) int k) {
        List<List<ScoredOutcome>> gravestFirst = orders(scored).stream()
                .filter(order -> IntStream.range(1, order.size())
                        .allMatch(i -> order.get(i - 1).score() >= order.get(i).score()))
                .toList();
        double mean = gravestFirst.stream()
                .mapToLong(order -> order.stream()
                        .limit(k)
                        .filter(ScoredOutcome::hasOutcome)
                        .count())
                .average()
                .orElseThrow();

        assertThat(new RankingMetrics(scored).positivesAmongFirst(k)).isCloseTo(mean, within(1e-12));
    }

    @Test
    void a_perfect_score_finds_nothing_in_shuffled_outcomes() {
        List<ScoredOutcome> perfect = IntStream.range(0, 4_000)
                .mapToObj(i -> new ScoredOutcome(i, i >= 3_600))
                .toList();

        assertThat(new RankingMetrics(perfect).auc()).isEqualTo(1);
        RankingMetrics shuffled = RankingMetrics.shuffled(perfect, 1);
        assertThat(shuffled.positives()).isEqualTo(400);
        assertThat(shuffled.auc()).isBetween(0.45, 0.55);
    }

    @Provide
    Arbitrary<List<ScoredOutcome>> scored() {
        return Combinators.combine(Arbitraries.integers().between(0, 4), Arbitraries.of(true, false))
                .as((score, happened) -> new ScoredOutcome(score, happened))
                .list();
    }

    private static List<List<ScoredOutcome>> orders(List<ScoredOutcome> items) {
        if (items.isEmpty()) return List.of(List.of());
        List<List<ScoredOutcome>> orders = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<ScoredOutcome> rest = new ArrayList<>(items);
            ScoredOutcome first = rest.remove(i);
            for (List<ScoredOutcome> order : orders(rest)) {
                List<ScoredOutcome> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}

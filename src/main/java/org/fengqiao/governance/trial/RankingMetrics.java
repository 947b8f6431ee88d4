package org.fengqiao.governance.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well a score ranks those with an outcome before the others. Equal scores have no order, so each metric is the
 * average over all their orders.
 */
final class RankingMetrics {
    private final List<Tie> gravestFirst = new ArrayList<>();
    private final int size;
    private final int positives;

    /** The number of those with the same score, and of those of them with the outcome. */
    private record Tie(int size, int positives) {}

    /** A score and whether the outcome followed. */
    record ScoredOutcome(double score, boolean hasOutcome) {}

    RankingMetrics(List<ScoredOutcome> scored) {
        size = scored.size();
        positives = (int) scored.stream().filter(ScoredOutcome::hasOutcome).count();
        List<ScoredOutcome> sorted = new ArrayList<>(scored);
        sorted.sort(Comparator.comparingDouble(ScoredOutcome::score).reversed());
        for (int from = 0, to; from < size; from = to) {
            int happened = 0;
            for (to = from;
                    to < size && sorted.get(to).score() == sorted.get(from).score();
                    to++) {
                if (sorted.get(to).hasOutcome()) happened++;
            }
            gravestFirst.add(new Tie(to - from, happened));
        }
    }

    int size() {
        return size;
    }

    int positives() {
        return positives;
    }

    /**
     * The chance that one with the outcome has a higher score than one without, counting half where they are equal: the
     * Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982). NaN when there is nobody to compare.
     */
    double auc() {
        double won = 0;
        double below = size - positives;
        for (Tie tie : gravestFirst) {
            int negatives = tie.size - tie.positives;
            below -= negatives;
            won += tie.positives * (below + negatives / 2.0);
        }
        return won / ((double) positives * (size - positives));
    }

    /** How many of the first {@code k} have the outcome, on average over the orders of a tie that the cut goes through. */
    double positivesAmongFirst(int k) {
        double found = 0;
        int left = k;
        for (Tie tie : gravestFirst) {
            int taken = Math.min(left, tie.size);
            found += (double) tie.positives * taken / tie.size;
            left -= taken;
            if (left == 0) break;
        }
        return found;
    }

    /** The same scores with the outcomes shuffled: a metric that still finds something is broken. */
    static RankingMetrics shuffled(List<ScoredOutcome> scored, long seed) {
        boolean[] happened = new boolean[scored.size()];
        for (int i = 0; i < happened.length; i++) happened[i] = scored.get(i).hasOutcome();
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredOutcome> dealt = new ArrayList<>(happened.length);
        for (int i = happened.length - 1; i >= 0; i--) {
            int j = random.nextInt(i + 1);
            dealt.add(new ScoredOutcome(scored.get(i).score(), happened[j]));
            happened[j] = happened[i];
        }
        return new RankingMetrics(dealt);
    }
}

package org.fengqiao.governance.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well a score puts those to whom something happened before the others. Equal scores have no order, so each measure
 * is what it would be on average over all orders of them.
 */
final class RankingMetrics {
    private final List<Tie> gravestFirst = new ArrayList<>();
    private final int size;
    private final int positives;

    /** Those with the same score, and to how many of them it happened. */
    private record Tie(int size, int positives) {}

    /** One score and what came of it. */
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
     * The chance that one to whom it happened has a higher score than one to whom it did not, half of it where they are
     * equal: the Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982). NaN when there is nobody to compare.
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

    /** To how many of the first {@code k} it happened, expected over the orders of a tie that the cut goes through. */
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

    /** The same scores with what happened dealt out at random: a measure that still finds something is broken. */
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

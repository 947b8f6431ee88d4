package org.fengqiao.demo.city;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers that depend only on the seed and the enterprise, not on the order of generation. */
public final class SeededRandom {
    private SeededRandom() {}

    public static SplittableRandom of(long seed, long index) {
        // Mixed first, because adjacent seeds of SplittableRandom give shifted copies of one sequence.
        return new SplittableRandom(mix(seed + mix(index)));
    }

    public static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    public static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A number in from..to, both inclusive; smaller ones are more likely. */
    static int low(int from, int to, SplittableRandom random) {
        var share = random.nextDouble();
        return from + (int) ((to - from + 1) * share * share);
    }
}

package org.fengqiao.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers that depend on the seed and the enterprise alone, never on the order of work. */
final class SeededRandom {
    private SeededRandom() {}

    static SplittableRandom of(long seed, long index) {
        // Mixed first: neighbouring seeds of SplittableRandom would give shifted copies of one sequence.
        return new SplittableRandom(mix(seed + mix(index)));
    }

    static long mix(long z) {
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A number from..to, both included; the smaller ones more often. */
    static int low(int from, int to, SplittableRandom random) {
        var share = random.nextDouble();
        return from + (int) ((to - from + 1) * share * share);
    }
}

package org.fengqiao.crash;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the receivers took, and how often each under its key. */
final class DeliveryReceipts {
    private final Map<Taken, Integer> times = new ConcurrentHashMap<>();

    record Taken(UUID key, String via, String person, UUID alert) {}

    void take(UUID key, String via, String person, UUID alert) {
        times.merge(new Taken(key, via, person, alert), 1, Integer::sum);
    }

    Map<Taken, Integer> times() {
        return times;
    }

    int messages() {
        return times.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many are left when whoever receives drops what he has under the same key. */
    long kept() {
        return times.keySet().stream().map(Taken::key).distinct().count();
    }
}

package org.fengqiao.demo.year;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.SettableClock;
import org.jboss.logging.Logger;

/**
 * A year that is played: what will happen, in the order of time. While something happens the clock stands at its moment, so
 * that every service takes it for now.
 */
final class Play {
    private static final Logger LOG = Logger.getLogger(Play.class);

    private record Scene(Instant at, long number, Runnable action) {}

    private final YearPlan plan;
    private final SettableClock clock;
    private final PriorityQueue<Scene> scenes =
            new PriorityQueue<>(Comparator.comparing(Scene::at).thenComparing(Scene::number));
    private final List<Runnable> readers = new ArrayList<>();
    private long number;
    private long refused;

    Play(YearPlan plan, SettableClock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    YearPlan plan() {
        return plan;
    }

    Instant now() {
        return clock.instant();
    }

    /** Something happens at a moment, or now if that has gone by; never, if it is after the end. */
    void at(Instant at, Runnable action) {
        scenes.add(new Scene(at, number++, action));
    }

    /** Whoever looks after the news that a delivery or a report brought. */
    void onNews(Runnable reader) {
        readers.add(reader);
    }

    void tellNews() {
        readers.forEach(Runnable::run);
    }

    /** Rows of a delivery. */
    void addRefused(long rows) {
        refused += rows;
    }

    long refused() {
        return refused;
    }

    void run() {
        while (!scenes.isEmpty() && scenes.peek().at().isBefore(plan.end())) {
            Scene next = scenes.remove();
            if (next.at().isAfter(clock.instant())) clock.set(next.at());
            try {
                next.action().run();
            } catch (ProblemException refused) {
                // As to a person, whose day goes on.
                LOG.warnf("Refused at %s: %s", clock.instant(), refused.en());
            }
        }
        clock.set(plan.end());
    }
}

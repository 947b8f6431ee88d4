package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits for something outside this process, which cannot call back, by checking again until the time limit. */
record Polling(Duration limit) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    interface Condition {
        boolean isMet() throws IOException;
    }

    static Polling of(Duration limit) {
        return new Polling(limit);
    }

    boolean until(Condition condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.isMet()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

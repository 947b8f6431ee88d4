package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits for something outside this process, which cannot call back, by asking again until the time is over. */
record Polling(Duration limit) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    interface Condition {
        boolean isMet() throws IOException;
    }

    static Polling of(Duration limit) {
        return new Polling(limit);
    }

    boolean until(Condition question) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!question.isMet()) {
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

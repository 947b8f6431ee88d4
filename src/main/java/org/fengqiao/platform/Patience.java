package org.fengqiao.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits for something outside this process, which cannot call back, by asking again until the time is over. */
record Patience(Duration limit) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    interface Question {
        boolean answered() throws IOException;
    }

    static Patience of(Duration limit) {
        return new Patience(limit);
    }

    boolean until(Question question) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!question.answered()) {
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

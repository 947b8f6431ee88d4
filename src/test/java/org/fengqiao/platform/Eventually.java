package org.fengqiao.platform;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what must come. The limit is there so that a fault ends the build instead of hanging it, and is far beyond
 * what the slowest machine takes: no test may pass or fail by how fast it is.
 */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 20;

    private Eventually() {}

    /** Returns once it is so, and fails with the words when it never is. */
    public static void until(String what, Callable<Boolean> isSo) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!isSo.call()) {
                if (System.nanoTime() > end) throw new AssertionError("still not so after " + LIMIT + ": " + what);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        } catch (AssertionError | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }

    /** What the work gives, done in a thread of its own so that work without end fails too. */
    public static <T> T done(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "eventually");
        thread.setDaemon(true);
        thread.start();
        return result(task);
    }

    /** What the future comes to. */
    public static <T> T result(Future<T> future) throws Exception {
        return future.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How the process ended. */
    public static int exit(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT.toNanos(), TimeUnit.NANOSECONDS))
            throw new AssertionError("still running after " + LIMIT + ": " + process.info());
        return process.exitValue();
    }
}

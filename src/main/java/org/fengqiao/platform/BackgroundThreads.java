package org.fengqiao.platform;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Named daemon threads that run while the application does, and end before what they use is closed. */
public final class BackgroundThreads {
    private static final int PATIENCE_SECONDS = 8;
    private static final int AFTER_INTERRUPT_SECONDS = 2;

    private BackgroundThreads() {}

    public static ScheduledThreadPoolExecutor start(String name, int count) {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
    }

    /** Begins nothing more, and waits until what runs has ended; what takes too long is interrupted. */
    public static void stop(ScheduledThreadPoolExecutor threads) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
            threads.shutdownNow();
            threads.awaitTermination(AFTER_INTERRUPT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package org.fengqiao.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The one place where background threads are made: named daemons, so that none keeps a finished process alive. */
public final class WorkerThreads {
    private static final int STOP_SECONDS = 8;
    private static final int AFTER_INTERRUPT_SECONDS = 2;
    private static final int FINISH_SECONDS = 60;

    private WorkerThreads() {}

    public static Thread start(String name, Runnable task) {
        Thread thread = daemons(name).newThread(task);
        thread.start();
        return thread;
    }

    public static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, daemons(name));
    }

    public static ScheduledExecutorService scheduled(String name, int threads) {
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(threads, daemons(name));
        scheduled.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduled;
    }

    /** Lets what was submitted end, because it may still read from what the caller closes next. */
    public static void finish(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Drops what waits and lets what runs end, so that the database can be closed; what takes too long is interrupted. An
     * interrupt at once would turn work that is nearly done into errors.
     */
    public static void stop(ScheduledExecutorService threads) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) return;
            threads.shutdownNow();
            threads.awaitTermination(AFTER_INTERRUPT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

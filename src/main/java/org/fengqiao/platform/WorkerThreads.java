package org.fengqiao.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The one place where background threads are made: named daemons, so that none keeps a finished process alive. */
public final class WorkerThreads {
    private static final int STOP_SECONDS = 10;
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
        return Executors.newScheduledThreadPool(threads, daemons(name));
    }

    /** Lets what was submitted end, because it may still read from what the caller closes next. */
    public static void finish(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(FINISH_SECONDS, TimeUnit.SECONDS);
    }

    /** Drops what waits and interrupts what runs; returns once nothing runs, so that the database can be closed. */
    public static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
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

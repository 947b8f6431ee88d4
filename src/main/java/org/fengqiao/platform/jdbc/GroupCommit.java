package org.fengqiao.platform.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Group commit: calls that arrive while others are being served are served together, so that a busy service pays for a
 * round trip to the database once per group instead of once per caller. Nobody waits for a group to fill: a caller that
 * finds a free slot goes at once, alone if need be. One caller's failure does not affect another: when a group fails,
 * each of its callers tries again alone. So the work must change nothing when it fails.
 */
public final class GroupCommit<I, O> {
    /** Answers all calls of a group in their order, or throws and answers none. */
    public interface Work<I, O> {
        List<O> of(List<I> requests);
    }

    private final Work<I, O> work;
    private final int maxGroupSize;
    private final Semaphore slots;
    private final Queue<PendingCall<I, O>> queue = new ArrayDeque<>();

    /**
     * @param slots how many groups are served at once, on the threads of the callers
     * @param maxGroupSize callers in a group
     */
    public GroupCommit(int slots, int maxGroupSize, Work<I, O> work) {
        this.work = work;
        this.maxGroupSize = maxGroupSize;
        this.slots = new Semaphore(slots, true);
    }

    /** Returns the answer to this request, or throws what the work throws for it alone. */
    public O submit(I request) {
        PendingCall<I, O> mine = new PendingCall<>(request);
        synchronized (queue) {
            queue.add(mine);
        }
        while (!mine.taken) {
            slots.acquireUninterruptibly();
            try {
                if (!mine.taken) serve(next());
            } finally {
                slots.release();
            }
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            if (mine.grouped) return work.of(List.of(request)).get(0);
            if (e.getCause() instanceof RuntimeException why) throw why;
            throw e;
        }
    }

    /** How many calls are in no group yet. */
    int pendingCount() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private List<PendingCall<I, O>> next() {
        List<PendingCall<I, O>> group = new ArrayList<>();
        synchronized (queue) {
            while (group.size() < maxGroupSize && !queue.isEmpty()) {
                PendingCall<I, O> call = queue.remove();
                call.taken = true;
                group.add(call);
            }
        }
        return group;
    }

    private void serve(List<PendingCall<I, O>> group) {
        if (group.isEmpty()) return;
        try {
            List<O> answers = work.of(group.stream().map(call -> call.request).toList());
            for (int i = 0; i < group.size(); i++) group.get(i).answer.complete(answers.get(i));
        } catch (RuntimeException | Error e) {
            for (PendingCall<I, O> call : group) {
                call.grouped = group.size() > 1;
                call.answer.completeExceptionally(e);
            }
        }
    }

    private static final class PendingCall<I, O> {
        private final I request;
        private final CompletableFuture<O> answer = new CompletableFuture<>();
        private volatile boolean taken;
        /** Written before the answer completes, read afterwards. */
        private boolean grouped;

        private PendingCall(I request) {
            this.request = request;
        }
    }
}

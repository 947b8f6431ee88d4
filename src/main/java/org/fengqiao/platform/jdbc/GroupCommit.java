package org.fengqiao.platform.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Group commit: what several callers ask for while others are being served is done at once, so that a busy service pays
 * for its turns with the database once a group and not once a caller. Nobody waits for company: whoever finds a free
 * turn goes, alone if need be. One caller's failure is no other's: of a group that fails each asks again by himself and at
 * once, as if there were no groups, so the work must change nothing when it fails.
 */
public final class GroupCommit<I, O> {
    /** Answers a group in its order, wholly or, by throwing, not at all. */
    public interface Work<I, O> {
        List<O> of(List<I> asked);
    }

    private final Work<I, O> work;
    private final int most;
    private final Semaphore turns;
    private final Queue<PendingCall<I, O>> queue = new ArrayDeque<>();

    /**
     * @param turns how many groups are served at once, on the threads of those who ask
     * @param most callers in a group
     */
    public GroupCommit(int turns, int most, Work<I, O> work) {
        this.work = work;
        this.most = most;
        this.turns = new Semaphore(turns, true);
    }

    /** The answer, or the exception of the work for this one alone. */
    public O submit(I asked) {
        PendingCall<I, O> mine = new PendingCall<>(asked);
        synchronized (queue) {
            queue.add(mine);
        }
        while (!mine.taken) {
            turns.acquireUninterruptibly();
            try {
                if (!mine.taken) serve(next());
            } finally {
                turns.release();
            }
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            if (mine.inCompany) return work.of(List.of(asked)).get(0);
            if (e.getCause() instanceof RuntimeException why) throw why;
            throw e;
        }
    }

    /** How many are in no group yet. */
    int pendingCount() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private List<PendingCall<I, O>> next() {
        List<PendingCall<I, O>> group = new ArrayList<>();
        synchronized (queue) {
            while (group.size() < most && !queue.isEmpty()) {
                PendingCall<I, O> one = queue.remove();
                one.taken = true;
                group.add(one);
            }
        }
        return group;
    }

    private void serve(List<PendingCall<I, O>> group) {
        if (group.isEmpty()) return;
        try {
            List<O> answers = work.of(group.stream().map(one -> one.asked).toList());
            for (int i = 0; i < group.size(); i++) group.get(i).answer.complete(answers.get(i));
        } catch (RuntimeException | Error e) {
            for (PendingCall<I, O> one : group) {
                one.inCompany = group.size() > 1;
                one.answer.completeExceptionally(e);
            }
        }
    }

    private static final class PendingCall<I, O> {
        private final I asked;
        private final CompletableFuture<O> answer = new CompletableFuture<>();
        private volatile boolean taken;
        /** Written before the answer is complete, read after. */
        private boolean inCompany;

        private PendingCall(I asked) {
            this.asked = asked;
        }
    }
}

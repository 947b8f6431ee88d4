package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fengqiao.platform.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstIsIn = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    /** Holds the first group up; refuses 7. */
    private final GroupCommit<Integer, Integer> doubled = new GroupCommit<>(1, 4, asked -> {
        sizes.add(asked.size());
        firstIsIn.countDown();
        await(firstMayEnd);
        if (asked.contains(7)) throw new IllegalArgumentException("7");
        return asked.stream().map(one -> 2 * one).toList();
    });

    @Test
    void requests_arriving_during_a_commit_share_the_next_and_each_gets_its_own_answer() throws Exception {
        List<CompletableFuture<Integer>> answers = whileOneIsServed(List.of(1, 2, 3, 4, 5));
        assertThat(answers).map(CompletableFuture::join).containsExactly(2, 4, 6, 8, 10);
        assertThat(sizes).containsExactly(1, 4, 1);
    }

    @Test
    void one_failure_does_not_spread() throws Exception {
        List<CompletableFuture<Integer>> answers = whileOneIsServed(List.of(1, 7, 3));
        assertThat(answers.get(0).join()).isEqualTo(2);
        assertThat(answers.get(2).join()).isEqualTo(6);
        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(sizes).containsExactly(1, 3, 1, 1, 1);
    }

    @Test
    void a_single_request_does_not_wait() {
        firstMayEnd.countDown();
        assertThat(doubled.submit(21)).isEqualTo(42);
        assertThatThrownBy(() -> doubled.submit(7)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    private List<CompletableFuture<Integer>> whileOneIsServed(List<Integer> others) throws Exception {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> doubled.submit(100), callers);
        firstIsIn.await();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int other : others) {
            answers.add(CompletableFuture.supplyAsync(() -> doubled.submit(other), callers));
            Eventually.until("all wait", () -> doubled.pendingCount() == answers.size());
        }
        firstMayEnd.countDown();
        first.join();
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

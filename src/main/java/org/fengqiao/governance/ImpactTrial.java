package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Owners;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Knowledge;
import org.fengqiao.assessment.Known;
import org.fengqiao.assessment.Population;
import org.fengqiao.assessment.Subject;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostStore;
import org.fengqiao.registry.Transactions;

/** Assesses everybody with two releases as of the same instant and counts what differs; writes nothing. */
@ApplicationScoped
public class ImpactTrial {
    private static final UUID START = new UUID(0, 0);
    /** Two chunks being assessed, one read: what bounds the memory. */
    private static final int WORKERS = 2;

    private final Knowledge knowledge;
    private final PostStore posts;
    private final DataSource database;
    private final InstantSource clock;
    private final int chunk;

    ImpactTrial(
            Knowledge knowledge,
            PostStore posts,
            DataSource database,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.pass.chunk", defaultValue = "5000") int chunk) {
        this.knowledge = knowledge;
        this.posts = posts;
        this.database = database;
        this.clock = clock;
        this.chunk = chunk;
    }

    /** @param progress is told how many enterprises are done */
    public Impact run(Assessor live, Assessor draft, LongConsumer progress) {
        return new Run(live, draft, clock.instant(), posts.book()).everybody(progress);
    }

    /** One trial. */
    private final class Run {
        private final Assessor live;
        private final Assessor draft;
        private final Instant at;
        private final PostBook book;
        private final Affected affected;
        private final ImpactTally total;
        private final AtomicLong enterprises = new AtomicLong();
        private final AtomicLong reassessed = new AtomicLong();

        Run(Assessor live, Assessor draft, Instant at, PostBook book) {
            this.live = live;
            this.draft = draft;
            this.at = at;
            this.book = book;
            this.affected = Affected.between(live.release(), draft.release());
            this.total = tally();
        }

        private ImpactTally tally() {
            return new ImpactTally(
                    live.release(), draft.release(), new Owners(live, book, at), new Owners(draft, book, at));
        }

        Impact everybody(LongConsumer progress) {
            ExecutorService reader = Executors.newSingleThreadExecutor();
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            try (Population everybody = read()) {
                try {
                    compareAll(() -> everybody.next(chunk), reader, workers, progress);
                } finally {
                    reader.shutdown();
                    reader.awaitTermination(1, TimeUnit.MINUTES); // it reads from what is closed next
                }
                return report();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(
                        ErrorKind.UNAVAILABLE,
                        "trial-interrupted",
                        "试算被中断，请重新运行",
                        "The trial was interrupted; run it again",
                        e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } finally {
                workers.shutdownNow();
            }
        }

        private void compareAll(
                Callable<Known> read, ExecutorService reader, ExecutorService workers, LongConsumer progress)
                throws InterruptedException, ExecutionException {
            List<Future<?>> working = new ArrayList<>();
            Known known = reader.submit(read).get();
            while (known.last() != null) {
                Future<Known> next = reader.submit(read);
                Known chunk = known;
                if (working.size() == WORKERS) working.remove(0).get();
                working.add(workers.submit(() -> compare(chunk)));
                known = next.get();
                progress.accept(enterprises.get());
            }
            for (Future<?> rest : working) rest.get();
            progress.accept(enterprises.get());
        }

        private Population read() {
            Release farther =
                    live.release().horizonDays() >= draft.release().horizonDays() ? live.release() : draft.release();
            return knowledge.everybody(START, farther, at);
        }

        private void compare(Known known) {
            ImpactTally counted = tally();
            for (var entry : known.batches().entrySet()) compare(entry.getKey(), entry.getValue(), counted);
            enterprises.addAndGet(known.enterprises());
            synchronized (total) {
                total.merge(counted);
            }
        }

        private void compare(Dimension dimension, Known.Batch batch, ImpactTally counted) {
            List<Subject> subjects = batch.subjects();
            List<Assessment> before = live.assess(dimension, subjects, at);
            List<Subject> some = affected.isEverybody()
                    ? subjects
                    : subjects.stream().filter(affected::includes).toList();
            reassessed.addAndGet(dimension == Dimension.LABOUR ? some.size() : 0);
            List<Assessment> after = draft.assess(dimension, some, at);
            int next = 0;
            for (int i = 0; i < before.size(); i++) {
                boolean again = next < some.size() && some.get(next) == subjects.get(i);
                counted.add(
                        before.get(i),
                        again ? after.get(next++) : before.get(i),
                        batch.areaPaths().get(i));
            }
        }

        private Impact report() {
            Map<UUID, Long> open = openAlerts();
            Map<String, Integer> capacities = capacities();
            List<Impact.PostChange> changes = total.posts().values().stream()
                    .map(post -> change(post, open, capacities))
                    .sorted(Comparator.comparingLong((Impact.PostChange change) -> -Math.abs(change.extra()))
                            .thenComparing(Impact.PostChange::post))
                    .toList();
            return new Impact(
                    at,
                    live.release().id(),
                    draft.release().id(),
                    enterprises.get(),
                    reassessed.get(),
                    total.tiers(),
                    total.alerts(),
                    total.areas(),
                    changes,
                    total.sample(),
                    Duration.between(at, clock.instant()).toMillis() / 1000.0);
        }
    }

    private static Impact.PostChange change(
            ImpactTally.Post post, Map<UUID, Long> open, Map<String, Integer> capacities) {
        return new Impact.PostChange(
                post.holder.postId(),
                post.holder.kind(),
                post.holder.name(),
                post.holder.areaCode(),
                post.appeared,
                post.gone,
                post.movedIn,
                post.movedOut,
                post.appeared - post.gone + post.movedIn - post.movedOut,
                open.getOrDefault(post.holder.postId(), 0L),
                capacities.get(post.holder.kind().name()));
    }

    private Map<UUID, Long> openAlerts() {
        return Transactions.inTransaction(database, connection -> {
            Map<UUID, Long> open = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select owner_post, count(*) from alert where closed_at is null group by owner_post");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) open.put(row.getObject(1, UUID.class), row.getLong(2));
            }
            return open;
        });
    }

    private Map<String, Integer> capacities() {
        return Transactions.inTransaction(database, connection -> {
            Map<String, Integer> capacities = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("select kind, open_alerts from post_capacity");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) capacities.put(row.getString(1), row.getInt(2));
            }
            return capacities;
        });
    }
}

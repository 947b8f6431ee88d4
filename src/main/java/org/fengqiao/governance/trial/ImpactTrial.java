package org.fengqiao.governance.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.routing.AlertOwners;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.EnterpriseFactStream;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/** Assesses all enterprises with two releases as of the same instant and counts the differences; writes nothing. */
@ApplicationScoped
public class ImpactTrial {
    private static final UUID START = new UUID(0, 0);
    /** Two chunks are assessed while one is read; this bounds the memory. */
    private static final int WORKERS = 2;

    private final FactLoader facts;
    private final PostStore posts;
    private final DataSource database;
    private final InstantSource clock;
    private final int chunk;

    ImpactTrial(
            FactLoader facts,
            PostStore posts,
            DataSource database,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.pass.chunk", defaultValue = "5000") int chunk) {
        this.facts = facts;
        this.posts = posts;
        this.database = database;
        this.clock = clock;
        this.chunk = chunk;
    }

    /** @param progress receives the number of enterprises assessed so far */
    public ImpactReport run(Assessor live, Assessor draft, LongConsumer progress) {
        return new Comparison(live, draft, clock.instant(), posts.directory()).compareEveryone(progress);
    }

    /** One trial. */
    private final class Comparison {
        private final Assessor live;
        private final Assessor draft;
        private final Instant at;
        private final PostDirectory book;
        private final AffectedEnterprises affected;
        private final ImpactTally total;
        private final AtomicLong enterprises = new AtomicLong();
        private final AtomicLong reassessed = new AtomicLong();

        Comparison(Assessor live, Assessor draft, Instant at, PostDirectory book) {
            this.live = live;
            this.draft = draft;
            this.at = at;
            this.book = book;
            this.affected = AffectedEnterprises.between(live.release(), draft.release());
            this.total = tally();
        }

        private ImpactTally tally() {
            return new ImpactTally(
                    live.release(), draft.release(), new AlertOwners(live, book, at), new AlertOwners(draft, book, at));
        }

        ImpactReport compareEveryone(LongConsumer progress) {
            ExecutorService reader = WorkerThreads.pool("impact-reader", 1);
            ExecutorService workers = WorkerThreads.pool("impact-assessor", WORKERS);
            try (EnterpriseFactStream everybody = read()) {
                try {
                    compareAll(() -> everybody.next(chunk), reader, workers, progress);
                } finally {
                    WorkerThreads.finish(reader);
                }
                return report();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(
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
                Callable<AssessmentInput> read, ExecutorService reader, ExecutorService workers, LongConsumer progress)
                throws InterruptedException, ExecutionException {
            List<Future<?>> working = new ArrayList<>();
            AssessmentInput known = reader.submit(read).get();
            while (known.lastId() != null) {
                Future<AssessmentInput> next = reader.submit(read);
                AssessmentInput chunk = known;
                if (working.size() == WORKERS) working.remove(0).get();
                working.add(workers.submit(() -> compare(chunk)));
                known = next.get();
                progress.accept(enterprises.get());
            }
            for (Future<?> rest : working) rest.get();
            progress.accept(enterprises.get());
        }

        private EnterpriseFactStream read() {
            Release farther =
                    live.release().horizonDays() >= draft.release().horizonDays() ? live.release() : draft.release();
            return facts.streamAll(START, farther, at);
        }

        private void compare(AssessmentInput known) {
            ImpactTally counted = tally();
            for (var entry : known.batches().entrySet()) compare(entry.getKey(), entry.getValue(), counted);
            enterprises.addAndGet(known.enterprises());
            synchronized (total) {
                total.merge(counted);
            }
        }

        private void compare(Dimension dimension, AssessmentInput.DimensionBatch batch, ImpactTally counted) {
            List<EnterpriseFacts> subjects = batch.subjects();
            List<Assessment> before = live.assess(dimension, subjects, at);
            List<EnterpriseFacts> some = affected.isEverybody()
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

        private ImpactReport report() {
            Map<UUID, Long> open = Transactions.inTransaction(database, ImpactTrial::openAlerts);
            Map<String, Integer> capacities = Transactions.inTransaction(database, ImpactTrial::capacities);
            List<ImpactReport.PostChange> changes = total.posts().values().stream()
                    .map(post -> change(post, open, capacities))
                    .sorted(Comparator.comparingLong((ImpactReport.PostChange change) -> -Math.abs(change.extra()))
                            .thenComparing(ImpactReport.PostChange::post))
                    .toList();
            return new ImpactReport(
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

    private static ImpactReport.PostChange change(
            ImpactTally.PostTally post, Map<UUID, Long> open, Map<String, Integer> capacities) {
        return new ImpactReport.PostChange(
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

    private static Map<UUID, Long> openAlerts(Connection connection) throws SQLException {
        return StatementBatch.execute(
                connection,
                new SqlStatement<>(
                        "select owner_post, count(*) from alert where closed_at is null group by owner_post", rows -> {
                            Map<UUID, Long> open = new HashMap<>();
                            while (rows.next()) open.put(rows.getObject(1, UUID.class), rows.getLong(2));
                            return open;
                        }));
    }

    private static Map<String, Integer> capacities(Connection connection) throws SQLException {
        return StatementBatch.execute(
                connection, new SqlStatement<>("select kind, open_alerts from post_capacity", rows -> {
                    Map<String, Integer> capacities = new HashMap<>();
                    while (rows.next()) capacities.put(rows.getString(1), rows.getInt(2));
                    return capacities;
                }));
    }
}

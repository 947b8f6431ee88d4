package org.fengqiao.response;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;

/** Makes tasks done and missed facts of the next assessment. */
@ApplicationScoped
class TaskObservations {
    /** The source of these facts: the system observed them itself. */
    static final String SOURCE = "enterprise-task";

    private static final String SYSTEM = "SYSTEM";

    private final DataSource database;
    private final Releases releases;
    private final ObservationStore observations;
    private final MeterRegistry metrics;

    TaskObservations(DataSource database, Releases releases, ObservationStore observations, MeterRegistry metrics) {
        this.database = database;
        this.releases = releases;
        this.observations = observations;
        this.metrics = metrics;
    }

    void recordDone(EnterpriseTask task, Instant at) {
        store(observe(task, "done", 0, at, at).stream().toList(), at);
        count(task.missedAt == null ? "DONE" : "DONE_LATE");
    }

    void recordMissed(List<EnterpriseTask> tasks, Instant at) {
        store(
                tasks.stream()
                        .flatMap(task -> observe(task, "missed", task.onSite ? 2 : 1, task.dueAt, at).stream())
                        .toList(),
                at);
        tasks.forEach(task -> count("MISSED"));
    }

    private void store(List<NewObservation> facts, Instant at) {
        if (facts.isEmpty()) return;
        Transactions.inTransaction(database, connection -> {
            observations.store(connection, facts, false, at);
            return null;
        });
    }

    /** 0 done, 1 not answered in time, 2 not on site in time at RED; empty if the rule base has no indicator for it. */
    private Optional<NewObservation> observe(
            EnterpriseTask task, String what, double value, Instant occurred, Instant learnt) {
        String row = task.alertId + " " + task.requestedAt + " " + what;
        return releases.live()
                .enterpriseTaskIndicator()
                .map(indicator -> new NewObservation(
                        NewObservation.key(SOURCE, row, indicator.code()),
                        task.enterpriseId,
                        indicator.code(),
                        value,
                        occurred,
                        learnt,
                        SOURCE,
                        SYSTEM,
                        null,
                        null,
                        false,
                        false,
                        null,
                        false,
                        null));
    }

    private void count(String outcome) {
        metrics.counter("fengqiao_enterprise_tasks", "outcome", outcome).increment();
    }
}

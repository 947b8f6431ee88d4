package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.AssessmentListeners;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.intake.report.AcceptedBatch;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.intake.report.ReportIntake;
import org.fengqiao.intake.report.ReportIntake.ReportBatch;
import org.fengqiao.intake.report.Reporter;
import org.fengqiao.platform.jdbc.GroupCommit;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * The stages of an event in order: report → facts → assessment → alert. Passes ({@link AssessmentPass}) and replays
 * ({@link AssessmentReplay}) use the same {@link Assessor}.
 */
@ApplicationScoped
public class WarningPipeline {
    /** Concurrent groups of single reports; more would only contend for rows and processors. */
    private static final int CONCURRENT_GROUPS = 2;
    /** Few enough that a group takes less than a second. */
    private static final int MAX_GROUP_SIZE = 50;

    private final ReportIntake reports;
    private final FactLoader facts;
    private final LiveAssessor live;
    private final AlertingStage alerting;
    private final AssessmentListeners listeners;
    private final DataSource database;
    private final PipelineMetrics metrics;
    private final GroupCommit<ReportBatch, AcceptedBatch> singleReports =
            new GroupCommit<>(CONCURRENT_GROUPS, MAX_GROUP_SIZE, this::acceptAndAssess);

    WarningPipeline(
            ReportIntake reports,
            FactLoader facts,
            LiveAssessor live,
            AlertingStage alerting,
            AssessmentListeners listeners,
            DataSource database,
            PipelineMetrics metrics) {
        this.reports = reports;
        this.facts = facts;
        this.live = live;
        this.alerting = alerting;
        this.listeners = listeners;
        this.database = database;
        this.metrics = metrics;
    }

    /**
     * Stores a report and assesses its enterprises in one transaction, so that nothing is stored unassessed. Concurrent single
     * reports share a transaction.
     *
     * @param idempotencyKey null for none
     */
    public AcceptedBatch report(List<ObservationRequest> observations, Reporter caller, String idempotencyKey) {
        ReportBatch batch = new ReportBatch(observations, caller, idempotencyKey);
        AcceptedBatch accepted = observations.size() == 1
                ? singleReports.submit(batch)
                : acceptAndAssess(List.of(batch)).get(0);
        metrics.countRows("api", "accepted", accepted.answer().accepted());
        metrics.countRows("api", "rejected", accepted.answer().rejected());
        return accepted;
    }

    private List<AcceptedBatch> acceptAndAssess(List<ReportBatch> batches) {
        Assessor assessor = live.get();
        return Transactions.inTransaction(database, connection -> {
            List<AcceptedBatch> accepted =
                    reports.accept(connection, batches, new ReleaseIndicatorCatalogue(assessor.release()));
            Set<UUID> enterprises = new LinkedHashSet<>();
            accepted.forEach(batch -> enterprises.addAll(batch.enterprises()));
            assess(connection, assessor, enterprises);
            return accepted;
        });
    }

    /** Assesses enterprises again in every dimension that concerns them, after news. */
    public List<Assessment> assess(Collection<UUID> enterprises) {
        Assessor assessor = live.get();
        return Transactions.inTransaction(database, connection -> assess(connection, assessor, enterprises));
    }

    private List<Assessment> assess(Connection connection, Assessor assessor, Collection<UUID> enterprises)
            throws SQLException {
        if (enterprises.isEmpty()) return List.of();
        FactLoader.CurrentInput current = facts.lockAndLoad(connection, enterprises, assessor.release());
        Instant at = current.at();
        List<Assessment> all = new ArrayList<>();
        for (var entry : current.input().batches().entrySet()) {
            AssessmentInput.DimensionBatch batch = entry.getValue();
            List<Assessment> assessed = assessor.assess(entry.getKey(), batch.subjects(), at);
            AssessmentDelta delta = AssessmentDelta.all(assessed, batch.areaPaths());
            alerting.saveAndAlert(connection, assessor, batch, assessed, delta, at);
            listeners.publish(entry.getKey(), batch.subjects(), assessed, at);
            all.addAll(assessed);
        }
        metrics.countEvents(enterprises.size());
        return all;
    }
}

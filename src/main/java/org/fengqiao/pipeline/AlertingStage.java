package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.alerting.raising.AlertCandidate;
import org.fengqiao.alerting.raising.AlertProcessor;
import org.fengqiao.alerting.routing.AlertOwners;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.EnterpriseTaskWriter;

/** The last stages: saves assessments and raises the alerts, notices and tasks that follow from them. */
@ApplicationScoped
class AlertingStage {
    private final AssessmentStore assessments;
    private final AlertProcessor alerts;
    private final Outbox outbox;
    private final EnterpriseTaskWriter tasks;

    AlertingStage(AssessmentStore assessments, AlertProcessor alerts, Outbox outbox, EnterpriseTaskWriter tasks) {
        this.assessments = assessments;
        this.alerts = alerts;
        this.outbox = outbox;
        this.tasks = tasks;
    }

    /** What a batch changed. */
    record BatchOutcome(int changed, int raised, int upgraded) {}

    /**
     * Runs in the caller's transaction.
     *
     * @param batch the input of the assessments, in the same order
     * @param delta the assessments to be written
     * @param raisedAt when their alerts are raised and the clocks start; enterprises with a stored assessment as of later are left out
     */
    BatchOutcome saveAndAlert(
            Connection connection,
            Assessor assessor,
            AssessmentInput.DimensionBatch batch,
            List<Assessment> assessed,
            AssessmentDelta delta,
            Instant raisedAt)
            throws SQLException {
        if (assessed.isEmpty()) return new BatchOutcome(0, 0, 0);
        // First the assessments: saving locks their rows, so that a concurrent transaction sees the alerts of this one.
        AssessmentStore.SaveResult saved = assessments.save(connection, assessed, delta);
        List<AlertCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < assessed.size(); i++) {
            Assessment assessment = assessed.get(i);
            if (!AlertOwners.isAlertable(assessment) || saved.later().contains(assessment.enterpriseId())) continue;
            candidates.add(new AlertCandidate(
                    assessment, batch.subjects().get(i), batch.areaPaths().get(i)));
        }
        AlertProcessor.BatchResult outcome =
                alert(connection, assessor, assessed.get(0).dimension(), candidates, raisedAt);
        return new BatchOutcome(saved.changed(), outcome.raised(), outcome.upgraded());
    }

    /** Raises what follows from the assessments of one dimension, with notices and tasks, in the caller's transaction. */
    AlertProcessor.BatchResult alert(
            Connection connection,
            Assessor assessor,
            Dimension dimension,
            List<AlertCandidate> candidates,
            Instant raisedAt)
            throws SQLException {
        AlertProcessor.BatchResult outcome = alerts.process(connection, assessor, candidates, raisedAt);
        outbox.put(connection, outcome.notices(), raisedAt);
        tasks.request(connection, assessor.release(), dimension, outcome.alerts(), outcome.former(), raisedAt);
        return outcome;
    }
}

package org.fengqiao.pipeline.tier;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.alerting.TierHold;
import org.fengqiao.alerting.raising.AlertCandidate;
import org.fengqiao.alerting.raising.AlertProcessor;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.EnterpriseTaskWriter;

/** Gives an alert another tier with everything that follows from it: route, owner, clocks, notices and task. */
@ApplicationScoped
class TierChanges {
    private final FactLoader facts;
    private final LiveAssessor live;
    private final AssessmentStore assessments;
    private final AlertProcessor alerts;
    private final AlertClocks clocks;
    private final Outbox outbox;
    private final EnterpriseTaskWriter tasks;

    TierChanges(
            FactLoader facts,
            LiveAssessor live,
            AssessmentStore assessments,
            AlertProcessor alerts,
            AlertClocks clocks,
            Outbox outbox,
            EnterpriseTaskWriter tasks) {
        this.facts = facts;
        this.live = live;
        this.assessments = assessments;
        this.alerts = alerts;
        this.clocks = clocks;
        this.outbox = outbox;
        this.tasks = tasks;
    }

    /** The word of the rules at an instant. */
    record RulesWord(Assessor assessor, AlertCandidate candidate, Instant at) {
        Tier tier() {
            return candidate.assessment().tier();
        }
    }

    /**
     * What the rules say now, saved as any assessment is. To be called before the alert is locked: everybody locks the
     * enterprise first.
     */
    RulesWord assess(Connection connection, AlertScope scope) throws SQLException {
        Assessor assessor = live.get();
        List<UUID> enterprise = List.of(scope.enterprise());
        FactLoader.CurrentInput current = facts.lockAndLoad(connection, enterprise, assessor.release());
        AssessmentInput.DimensionBatch batch = current.input().batches().get(scope.dimension());
        if (batch.subjects().isEmpty()) {
            batch = facts.loadDimension(connection, enterprise, scope.dimension(), assessor.release(), current.at())
                    .batches()
                    .get(scope.dimension());
        }
        List<Assessment> assessed = assessor.assess(scope.dimension(), batch.subjects(), current.at());
        assessments.save(connection, assessed, AssessmentDelta.all(assessed, batch.areaPaths()));
        AlertCandidate candidate = new AlertCandidate(
                assessed.get(0), batch.subjects().get(0), batch.areaPaths().get(0));
        return new RulesWord(assessor, candidate, current.at());
    }

    /** @param hand empty if the word of the rules counts again */
    void give(
            Connection connection, Alert alert, Tier tier, Optional<TierHold> hand, RulesWord rules, BilingualText why)
            throws SQLException {
        AlertCandidate said = rules.candidate();
        AlertCandidate candidate =
                new AlertCandidate(said.assessment().withTier(tier), said.subject(), said.areaPath());
        AlertProcessor.BatchResult changed =
                alerts.setTier(connection, rules.assessor(), candidate, alert, hand, why, rules.at());
        outbox.put(connection, changed.notices(), rules.at());
        tasks.request(
                connection,
                rules.assessor().release(),
                said.assessment().dimension(),
                changed.alerts(),
                changed.former(),
                rules.at());
        completeStepsDone(alert, rules.at());
    }

    /** The clocks began anew; what was done before at a milder tier is done. */
    private void completeStepsDone(Alert alert, Instant at) {
        if (isAtLeast(alert, AlertState.ACKNOWLEDGED)) clocks.apply(alert.id(), AlertEvent.ACKNOWLEDGED, null, at);
        if (isAtLeast(alert, AlertState.CONTACTED)) clocks.apply(alert.id(), AlertEvent.CONTACTED, null, at);
        if (isAtLeast(alert, AlertState.PLANNED)) clocks.apply(alert.id(), AlertEvent.PLANNED, null, at);
    }

    private static boolean isAtLeast(Alert alert, AlertState state) {
        return alert.state().compareTo(state) >= 0;
    }
}

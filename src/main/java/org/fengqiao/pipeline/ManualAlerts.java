package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.raising.AlertCandidate;
import org.fengqiao.alerting.raising.AlertProcessor;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.response.HandRaisedAlerts;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/**
 * Somebody saw what calls for an alert on labour risk. It is routed, notified and given to the enterprise like any other, and
 * joins the episode that is open; a graver tier upgrades that one.
 */
@ApplicationScoped
public class ManualAlerts {
    private final FactLoader facts;
    private final LiveAssessor live;
    private final AlertingStage alerting;
    private final HandRaisedAlerts raised;
    private final EnterpriseAffiliations affiliations;
    private final DataSource database;

    ManualAlerts(
            FactLoader facts,
            LiveAssessor live,
            AlertingStage alerting,
            HandRaisedAlerts raised,
            EnterpriseAffiliations affiliations,
            DataSource database) {
        this.facts = facts;
        this.live = live;
        this.alerting = alerting;
        this.raised = raised;
        this.affiliations = affiliations;
        this.database = database;
    }

    /** @param note what was seen */
    public StepResult raise(UUID enterprise, Tier tier, String by, StepNote note) {
        note.requireNote();
        requireAlertTier(tier);
        Assessor assessor = live.get();
        return Transactions.inTransaction(
                database, connection -> raise(connection, assessor, enterprise, tier, by, note));
    }

    private StepResult raise(
            Connection connection, Assessor assessor, UUID enterprise, Tier tier, String by, StepNote note)
            throws SQLException {
        FactLoader.CurrentInput current = facts.lockAndLoad(connection, List.of(enterprise), assessor.release());
        Instant at = current.at();
        requireIndependent(enterprise, by, at);
        if (raised.isRepeated(enterprise, tier, by, note)) return raised.unchanged(enterprise);
        AssessmentInput.DimensionBatch batch = current.input().batches().get(Dimension.LABOUR);
        Assessment assessed =
                assessor.assess(Dimension.LABOUR, batch.subjects(), at).get(0);
        Tier graver = assessed.tier().compareTo(tier) > 0 ? assessed.tier() : tier;
        AlertCandidate candidate = new AlertCandidate(
                assessed.withTier(graver),
                batch.subjects().get(0),
                batch.areaPaths().get(0),
                true);
        AlertProcessor.BatchResult outcome =
                alerting.alert(connection, assessor, Dimension.LABOUR, List.of(candidate), at);
        return raised.record(enterprise, tier, outcome.alerts().isEmpty(), by, note, at);
    }

    private static void requireAlertTier(Tier tier) {
        if (tier.alerts()) return;
        throw ProblemException.invalid(
                "tier-without-alert",
                "预警等级须为 BLUE、YELLOW、ORANGE 或 RED。",
                "The tier of an alert is BLUE, YELLOW, ORANGE or RED.");
    }

    private void requireIndependent(UUID enterprise, String by, Instant at) {
        if (!affiliations.isAffiliated(by, enterprise, at)) return;
        throw ProblemException.forbidden(
                "employed-there",
                "您受雇于这家企业，不能独自对它提出预警；请登记所见，或请该辖区的另一位经办人提出",
                "You are employed by this enterprise, so you cannot raise an alert on it alone; report what you saw, or ask"
                        + " another officer of the area");
    }
}

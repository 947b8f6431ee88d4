package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.tier.TierOverrideQueries;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.FindingFact.Remark;
import org.fengqiao.assessment.store.AssessmentExplainer;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.dispute.FactDisputeQueries;
import org.fengqiao.response.dispute.FactDisputeView;

/** Stored assessments with all that is known of them: facts and their sources, doubts about these, a tier set by hand. */
@ApplicationScoped
public class ExplainedAssessments {
    private final DataSource database;
    private final AssessmentHistory assessments;
    private final AssessmentExplainer explainer;
    private final FactDisputeQueries disputes;
    private final TierOverrideQueries tiers;
    private final InstantSource clock;

    ExplainedAssessments(
            DataSource database,
            AssessmentHistory assessments,
            AssessmentExplainer explainer,
            FactDisputeQueries disputes,
            TierOverrideQueries tiers,
            InstantSource clock) {
        this.database = database;
        this.assessments = assessments;
        this.explainer = explainer;
        this.disputes = disputes;
        this.tiers = tiers;
        this.clock = clock;
    }

    /** The latest one made before an instant. */
    public Optional<AssessmentView> latest(UUID enterprise, Dimension dimension, Instant before) {
        return Transactions.inTransaction(database, connection -> {
            List<Assessment> latest = assessments.history(connection, enterprise, dimension, before, 1);
            return latest.isEmpty()
                    ? Optional.<AssessmentView>empty()
                    : Optional.of(explainer.explain(connection, latest.get(0)));
        });
    }

    /** With what people say about it today. */
    public AssessmentView annotate(AssessmentView view) {
        Map<UUID, Remark> remarks = new HashMap<>();
        disputes.ofObservations(view.observationKeys()).forEach((key, dispute) -> remarks.put(key, remark(dispute)));
        return tiers.annotate(view.withRemarks(remarks), clock.instant());
    }

    private static Remark remark(FactDisputeView dispute) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("by", dispute.raisedBy());
        arguments.put("reason", dispute.reason());
        arguments.put("answer", dispute.answer());
        arguments.put("due", dispute.dueAt());
        BilingualText text = Messages.text("dispute." + dispute.state(), arguments);
        return new Remark(dispute.id(), text, dispute.answeredAt() == null ? dispute.dueAt() : null);
    }
}

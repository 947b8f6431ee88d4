package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.dispute.AnsweringRights;
import org.fengqiao.response.dispute.FactDisputeService;

/** A fact that was called wrong comes back corrected, and its enterprise is assessed again in the same transaction. */
@ApplicationScoped
@Transactional
public class FactCorrections {
    private final FactDisputeService disputes;
    private final WarningPipeline pipeline;

    FactCorrections(FactDisputeService disputes, WarningPipeline pipeline) {
        this.disputes = disputes;
        this.pipeline = pipeline;
    }

    /** @param value null to withdraw the fact */
    public void correct(UUID dispute, String by, AnsweringRights.Role role, Double value, StepNote note) {
        disputes.correct(dispute, by, role, value, note);
        pipeline.assess(List.of(disputes.scopeOf(dispute).enterprise()));
    }
}

package org.fengqiao.assessment.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.publication.Releases;

/** Recalls what an assessment was made from, with the release it was made with. */
@ApplicationScoped
public class AssessmentExplainer {
    private final FactLoader facts;
    private final Releases releases;

    AssessmentExplainer(FactLoader facts, Releases releases) {
        this.facts = facts;
        this.releases = releases;
    }

    public AssessmentView explain(Connection connection, Assessment assessment) throws SQLException {
        Release release = releases.byId(assessment.releaseId());
        AssessmentInput known = facts.loadDimension(
                connection, List.of(assessment.enterpriseId()), assessment.dimension(), release, assessment.at());
        return AssessmentView.explained(
                assessment,
                release,
                known.batches().get(assessment.dimension()).subjects().get(0));
    }
}

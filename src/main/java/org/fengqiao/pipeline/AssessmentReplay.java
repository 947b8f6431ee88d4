package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.publication.Releases;

/** Assesses again with what was known at an instant, including the evidence; writes nothing. */
@ApplicationScoped
public class AssessmentReplay {
    private final FactLoader facts;
    private final Releases releases;
    private final LiveAssessor live;
    private final DataSource database;

    AssessmentReplay(FactLoader facts, Releases releases, LiveAssessor live, DataSource database) {
        this.facts = facts;
        this.releases = releases;
        this.live = live;
        this.database = database;
    }

    /** With the release that is live now. */
    public Assessment replay(UUID enterprise, Dimension dimension, Instant at) {
        return replay(List.of(enterprise), dimension, at).get(0);
    }

    /** With the release that was live at that instant. */
    public Assessment replayWithReleaseLiveAt(UUID enterprise, Dimension dimension, Instant at) {
        return replay(live.prepare(releases.liveAt(at)), List.of(enterprise), dimension, at)
                .get(0);
    }

    /** Several enterprises, with the release that is live now. */
    public List<Assessment> replay(Collection<UUID> enterprises, Dimension dimension, Instant at) {
        return replay(live.get(), enterprises, dimension, at);
    }

    private List<Assessment> replay(Assessor assessor, Collection<UUID> enterprises, Dimension dimension, Instant at) {
        AssessmentInput input = Transactions.inTransaction(
                database,
                connection -> facts.loadDimension(connection, enterprises, dimension, assessor.release(), at));
        return assessor.assess(dimension, input.batches().get(dimension).subjects(), at);
    }
}

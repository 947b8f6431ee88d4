package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.governance.cases.AnonymisedCaseWriter;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;

/** Adds a real enterprise to the cases of a draft, masked: what was known of it now, and what the draft makes of that. */
@ApplicationScoped
public class RuleCaseRecorder {
    private static final String FILE = "cases/saved.yaml";

    private final DraftService drafts;
    private final DraftEditor editor;
    private final LiveAssessor live;
    private final FactLoader facts;
    private final DataSource database;
    private final InstantSource clock;

    RuleCaseRecorder(
            DraftService drafts,
            DraftEditor editor,
            LiveAssessor live,
            FactLoader facts,
            DataSource database,
            InstantSource clock) {
        this.drafts = drafts;
        this.editor = editor;
        this.live = live;
        this.facts = facts;
        this.database = database;
        this.clock = clock;
    }

    /** The case as it was written. */
    public String save(UUID draft, UUID enterprise, Dimension dimension, String name, String by) {
        Assessor assessor = live.prepare(drafts.release(draft));
        Instant now = clock.instant();
        AssessmentInput known = Transactions.inTransaction(
                database,
                connection -> facts.loadDimension(connection, List.of(enterprise), dimension, assessor.release(), now));
        AssessmentInput.DimensionBatch batch = known.batches().get(dimension);
        List<String> areas = List.of(batch.areaPaths().get(0).split("\\."));
        String yaml =
                AnonymisedCaseWriter.of(assessor, dimension, batch.subjects().get(0), now, areas, name);
        byte[] content = drafts.files(draft).get(FILE);
        String seen = content == null ? null : new String(content, StandardCharsets.UTF_8);
        editor.replaceFile(draft, FILE, seen, seen == null ? yaml : seen + yaml, by);
        return yaml;
    }
}

package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Knowledge;
import org.fengqiao.assessment.Known;
import org.fengqiao.assessment.LiveAssessor;
import org.fengqiao.governance.check.SavedCase;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.Transactions;

/** Adds a real enterprise to the cases of a draft, masked: what was known of it now, and what the draft makes of that. */
@ApplicationScoped
public class SavedCases {
    private static final String FILE = "cases/saved.yaml";

    private final Drafts drafts;
    private final Examination examination;
    private final LiveAssessor live;
    private final Knowledge knowledge;
    private final DataSource database;
    private final InstantSource clock;

    SavedCases(
            Drafts drafts,
            Examination examination,
            LiveAssessor live,
            Knowledge knowledge,
            DataSource database,
            InstantSource clock) {
        this.drafts = drafts;
        this.examination = examination;
        this.live = live;
        this.knowledge = knowledge;
        this.database = database;
        this.clock = clock;
    }

    /** The case as it was written. */
    public String save(UUID draft, UUID enterprise, Dimension dimension, String name, String by) {
        Assessor assessor = live.prepare(examination.release(draft));
        Instant now = clock.instant();
        Known known = Transactions.inTransaction(
                database,
                connection -> knowledge.of(connection, List.of(enterprise), dimension, assessor.release(), now));
        Known.Batch batch = known.batches().get(dimension);
        List<String> areas = List.of(batch.areaPaths().get(0).split("\\."));
        String yaml = SavedCase.of(assessor, dimension, batch.subjects().get(0), now, areas, name);
        byte[] content = drafts.files(draft).get(FILE);
        String seen = content == null ? null : new String(content, StandardCharsets.UTF_8);
        drafts.replace(draft, FILE, seen, seen == null ? yaml : seen + yaml, by);
        return yaml;
    }
}

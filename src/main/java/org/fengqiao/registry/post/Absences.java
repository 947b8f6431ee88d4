package org.fengqiao.registry.post;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.text.StrictCsv;

/** Records who is away and who covers for them. */
@ApplicationScoped
@Transactional
public class Absences {
    private final AbsenceRepository absences;
    private final Ids ids;

    Absences(AbsenceRepository absences, Ids ids) {
        this.absences = absences;
        this.ids = ids;
    }

    /** Recorded again with the same start, an absence is changed. {@code coveredBy} may be null. */
    public void record(
            String username, Instant from, Instant to, String reason, String coveredBy, String by, Instant at) {
        absences.lock(username);
        Absence absence = absences.find(username, from).orElseGet(() -> new Absence(ids.next(), username, from));
        absence.record(to, reason, coveredBy, by, at);
        absences.persist(absence);
    }

    /** Imports username,from,to,reason,covered_by, all or none; the first and the last day belong to the absence. */
    public int importCsv(InputStream csv, String by, Instant at) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "username", "from", "to", "reason");
        for (StrictCsv.Row row : rows) {
            record(
                    row.text("username"),
                    row.moment("from", false),
                    row.moment("to", true),
                    row.text("reason"),
                    row.optional("covered_by"),
                    by,
                    at);
        }
        return rows.size();
    }
}

package org.fengqiao.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.NewObservation;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.ObservationStore.Stored;

/** One chunk of rows into the registry, with the run's own record in the same transaction. */
final class ChunkWriter {
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final Mapping mapping;
    private final RowReader reader;
    private final ImportRun run;
    private final RejectionFile rejections;
    private long unchanged;
    private long rejected;

    ChunkWriter(
            EnterpriseStore enterprises,
            ObservationStore observations,
            Mapping mapping,
            RowReader reader,
            ImportRun run,
            RejectionFile rejections) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.mapping = mapping;
        this.reader = reader;
        this.run = run;
        this.rejections = rejections;
    }

    /** What a chunk did; it is written down outside only after the transaction. */
    record Outcome(SortedMap<Long, RowRefused> refused, long unchanged) {}

    Outcome write(Connection connection, List<Row> rows, long upTo) throws SQLException {
        SortedMap<Long, RowRefused> refused = new TreeMap<>();
        List<RowReader.Said> said = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                said.add(reader.read(row));
            } catch (RowRefused why) {
                refused.put(row.number(), why);
            }
        }
        boolean create = mapping.enterprise().mode() != Mapping.Mode.MUST_EXIST;
        EnterpriseStore.Resolved resolved = enterprises.resolve(
                connection, said.stream().map(RowReader.Said::enterprise).toList(), create, run.startedAt());
        List<NewObservation> about = about(said, resolved.ids(), refused);
        Stored stored = observations.store(connection, about, run.seen(upTo), run.startedAt());
        run.count(stored.added(), stored.corrected(), resolved.created());
        long rejectedNow = rejected + refused.size();
        run.record(connection, upTo, upTo - rejectedNow, rejectedNow);
        return new Outcome(refused, stored.unchanged());
    }

    private static List<NewObservation> about(
            List<RowReader.Said> said, List<UUID> ids, SortedMap<Long, RowRefused> refused) {
        List<NewObservation> about = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            UUID enterprise = ids.get(i);
            RowReader.Said row = said.get(i);
            if (enterprise == null) {
                refused.put(
                        row.row().number(), unknownEnterprise(row.enterprise().uscc()));
            } else {
                row.observations().forEach(observation -> about.add(observation.about(enterprise)));
            }
        }
        return about;
    }

    static RowRefused unknownEnterprise(String uscc) {
        return new RowRefused(
                "uscc",
                uscc,
                "enterprise-unknown",
                "企业不在库中，请先导入企业名录，再导入被拒的行",
                "The enterprise is not in the registry; import the list of enterprises first, then the refused rows");
    }

    void keep(Outcome outcome) {
        outcome.refused().forEach(rejections::add);
        rejected += outcome.refused().size();
        unchanged += outcome.unchanged();
    }

    long unchanged() {
        return unchanged;
    }
}

package org.fengqiao.intake.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.mapping.EnterpriseMapping;
import org.fengqiao.intake.mapping.MappedRow;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.RowMapper;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.observation.ObservationStore.StoreResult;

/** Writes one chunk of rows, with the progress of the import in the same transaction. */
public final class ChunkWriter {
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final Mapping mapping;
    private final RowMapper reader;
    private final ImportRun run;
    private final RejectionFile rejections;
    private long unchanged;
    private long rejected;

    ChunkWriter(
            EnterpriseStore enterprises,
            ObservationStore observations,
            Mapping mapping,
            RowMapper reader,
            ImportRun run,
            RejectionFile rejections) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.mapping = mapping;
        this.reader = reader;
        this.run = run;
        this.rejections = rejections;
    }

    /** The result of a chunk; counted and written to the file of rejections only after the transaction. */
    record ChunkResult(SortedMap<Long, RowRejectedException> refused, long unchanged) {}

    ChunkResult write(Connection connection, List<MappedRow> rows, long upTo) throws SQLException {
        SortedMap<Long, RowRejectedException> refused = new TreeMap<>();
        List<RowMapper.RowContent> content = new ArrayList<>(rows.size());
        for (MappedRow row : rows) {
            try {
                content.add(reader.read(row));
            } catch (RowRejectedException rejected) {
                refused.put(row.number(), rejected);
            }
        }
        boolean create = mapping.enterprise().mode() != EnterpriseMapping.Mode.MUST_EXIST;
        EnterpriseStore.ResolveResult resolved = enterprises.resolve(
                connection,
                content.stream().map(RowMapper.RowContent::enterprise).toList(),
                create,
                run.startedAt());
        List<NewObservation> assigned = assignEnterprises(content, resolved.ids(), refused);
        StoreResult stored = observations.store(connection, assigned, run.wasDelivered(upTo), run.startedAt());
        run.count(stored.added(), stored.corrected(), resolved.created());
        long rejectedNow = rejected + refused.size();
        run.record(connection, upTo, upTo - rejectedNow, rejectedNow);
        return new ChunkResult(refused, stored.unchanged());
    }

    private static List<NewObservation> assignEnterprises(
            List<RowMapper.RowContent> content, List<UUID> ids, SortedMap<Long, RowRejectedException> refused) {
        List<NewObservation> assigned = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            UUID enterprise = ids.get(i);
            RowMapper.RowContent row = content.get(i);
            if (enterprise == null) {
                refused.put(
                        row.row().number(), unknownEnterprise(row.enterprise().uscc()));
            } else {
                row.observations().forEach(observation -> assigned.add(observation.withEnterprise(enterprise)));
            }
        }
        return assigned;
    }

    public static RowRejectedException unknownEnterprise(String uscc) {
        return new RowRejectedException(
                "uscc",
                uscc,
                "enterprise-unknown",
                "企业不在库中，请先导入企业名录，再导入被拒的行",
                "The enterprise is not in the registry; import the list of enterprises first, then the refused rows");
    }

    void addResult(ChunkResult outcome) {
        outcome.refused().forEach(rejections::add);
        rejected += outcome.refused().size();
        unchanged += outcome.unchanged();
    }

    long unchanged() {
        return unchanged;
    }
}

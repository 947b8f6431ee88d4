package org.fengqiao.intake.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.intake.mapping.MappedRow;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.RowMapper;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.observation.ObservationStore.StoreResult;

/** One chunk of rows into the registry, with the run's own record in the same transaction. */
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

    /** What a chunk did; it is written down outside only after the transaction. */
    record ChunkResult(SortedMap<Long, RowRejectedException> refused, long unchanged) {}

    ChunkResult write(Connection connection, List<MappedRow> rows, long upTo) throws SQLException {
        SortedMap<Long, RowRejectedException> refused = new TreeMap<>();
        List<RowMapper.RowContent> said = new ArrayList<>(rows.size());
        for (MappedRow row : rows) {
            try {
                said.add(reader.read(row));
            } catch (RowRejectedException why) {
                refused.put(row.number(), why);
            }
        }
        boolean create = mapping.enterprise().mode() != Mapping.EnterpriseMode.MUST_EXIST;
        EnterpriseStore.ResolveResult resolved = enterprises.resolve(
                connection, said.stream().map(RowMapper.RowContent::enterprise).toList(), create, run.startedAt());
        List<NewObservation> about = assignEnterprises(said, resolved.ids(), refused);
        StoreResult stored = observations.store(connection, about, run.wasDelivered(upTo), run.startedAt());
        run.count(stored.added(), stored.corrected(), resolved.created());
        long rejectedNow = rejected + refused.size();
        run.record(connection, upTo, upTo - rejectedNow, rejectedNow);
        return new ChunkResult(refused, stored.unchanged());
    }

    private static List<NewObservation> assignEnterprises(
            List<RowMapper.RowContent> said, List<UUID> ids, SortedMap<Long, RowRejectedException> refused) {
        List<NewObservation> about = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            UUID enterprise = ids.get(i);
            RowMapper.RowContent row = said.get(i);
            if (enterprise == null) {
                refused.put(
                        row.row().number(), unknownEnterprise(row.enterprise().uscc()));
            } else {
                row.observations().forEach(observation -> about.add(observation.withEnterprise(enterprise)));
            }
        }
        return about;
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

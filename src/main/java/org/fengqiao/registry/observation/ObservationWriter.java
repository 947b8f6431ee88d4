package org.fengqiao.registry.observation;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.registry.observation.ObservationStore.WriteOutcome;
import org.fengqiao.registry.observation.Sources.SourceKey;
import org.postgresql.PGConnection;

/** Writes one chunk into one of the two observation tables: looks its keys up once, then writes whole sets. */
final class ObservationWriter {
    private static final String CURRENT =
            "select key, content, enterprise_id, occurred_at, learnt_at from %s_key where key = any(?)";
    // All versions of the few rows that differ; the bounds limit the search to their months.
    private static final String HISTORY = """
            select key, content, enterprise_id, occurred_at, learnt_at from %s
            where enterprise_id = any(?) and occurred_at >= ? and occurred_at <= ? and key = any(?)""";
    // Row by row: corrections are rare, and a join would be planned over every month.
    private static final String RETRACT = """
            update %s set retracted_at = ?
            where enterprise_id = ? and occurred_at = ? and key = ? and retracted_at is null""";
    private static final String DELETE_KEYS = "delete from %s_key where key = any(?)";

    private final Connection connection;
    private final String table;
    private final Map<SourceKey, Source> sources;
    private final boolean seenBefore;
    private final Instant now;

    ObservationWriter(
            Connection connection, String table, Map<SourceKey, Source> sources, boolean seenBefore, Instant now) {
        this.connection = connection;
        this.table = table;
        this.sources = sources;
        this.seenBefore = seenBefore;
        this.now = now;
    }

    /** Otherwise two deliveries of one source at the same moment would both find its rows new. */
    static SqlStatement<Void> lock(String source) {
        return lock("select pg_advisory_xact_lock(hashtextextended(?, 0))", source);
    }

    /** Held together with other reports of the source, but not during a delivery. */
    static SqlStatement<Void> lockShared(String source) {
        return lock("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", source);
    }

    private static SqlStatement<Void> lock(String sql, String source) {
        return SqlStatement.update(sql, Parameter.of("observations of " + source));
    }

    /** What became of each row. */
    WriteOutcome[] write(List<NewObservation> rows) throws SQLException {
        WriteOutcome[] outcomes = new WriteOutcome[rows.size()];
        Arrays.fill(outcomes, WriteOutcome.UNCHANGED);
        for (Map<UUID, StagedObservation> wave : waves(rows)) {
            writeWave(wave.values(), outcomes);
        }
        return outcomes;
    }

    /** A key that occurs twice in a chunk with different content goes into successive waves; an exact repetition is dropped. */
    private List<Map<UUID, StagedObservation>> waves(List<NewObservation> rows) {
        List<Map<UUID, StagedObservation>> waves = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            NewObservation row = rows.get(place);
            Source source = sources.get(new SourceKey(row.sourceCode(), row.sourceKind()));
            StagedObservation staged =
                    new StagedObservation(place, row, row.contentHash(), source.id(), row.learntAt());
            int wave = 0;
            StagedObservation last = null;
            while (wave < waves.size() && waves.get(wave).containsKey(row.key())) {
                last = waves.get(wave++).get(row.key());
            }
            if (last != null && last.hasSameContentAs(staged)) {
                continue;
            }
            if (wave == waves.size()) {
                waves.add(new LinkedHashMap<>());
            }
            waves.get(wave).put(row.key(), staged);
        }
        return waves;
    }

    private void writeWave(Collection<StagedObservation> rows, WriteOutcome[] outcomes) throws SQLException {
        Map<UUID, Version> current = current(rows);
        List<StagedObservation> differing = rows.stream()
                .filter(row -> current.containsKey(row.row().key())
                        && !current.get(row.row().key()).hasSameContentAs(row))
                .toList();
        Set<UUID> superseded = superseded(differing);
        List<StagedObservation> inserted = new ArrayList<>();
        Map<StagedObservation, Version> corrections = new LinkedHashMap<>();
        for (StagedObservation row : rows) {
            Version version = current.get(row.row().key());
            if (version == null) {
                inserted.add(row);
                outcomes[row.place()] = WriteOutcome.ADDED;
            } else if (!version.hasSameContentAs(row)
                    && !superseded.contains(row.row().key())) {
                StagedObservation dated = row.withLearntAt(version.correctedAt(row, now));
                corrections.put(dated, version);
                inserted.add(dated);
                outcomes[row.place()] = WriteOutcome.CORRECTED;
            }
        }
        retract(corrections);
        if (inserted.size() < Jdbc.WORTH_COPYING) {
            new ObservationInsert(table).insert(connection, inserted);
        } else {
            PGConnection copy = connection.unwrap(PGConnection.class);
            new PgBulkInsert<>(StagedObservation.columns(table)).saveAll(copy, inserted);
            new PgBulkInsert<>(StagedObservation.keyColumns(table)).saveAll(copy, inserted);
        }
    }

    /** The content that a key has or once had. */
    private record Version(UUID key, long content, UUID enterprise, Instant occurredAt, Instant learntAt) {
        boolean hasSameContentAs(StagedObservation row) {
            return content == row.content() && enterprise.equals(row.row().enterpriseId());
        }

        /** A correction is learnt when its source says, but never before the row it corrects. */
        Instant correctedAt(StagedObservation row, Instant now) {
            if (row.learntAt().isAfter(learntAt)) {
                return row.learntAt();
            }
            return now.isAfter(learntAt) ? now : learntAt;
        }
    }

    private Map<UUID, Version> current(Collection<StagedObservation> rows) throws SQLException {
        List<UUID> keys = rows.stream().map(row -> row.row().key()).toList();
        Map<UUID, Version> current = new HashMap<>();
        SqlStatement.list(CURRENT.formatted(table), ObservationWriter::version, Parameter.uuids(keys))
                .execute(connection)
                .forEach(version -> current.put(version.key(), version));
        return current;
    }

    /** Keys whose row was stored before and corrected since: learnt at the same time, or the delivery is a repeated one. */
    private Set<UUID> superseded(List<StagedObservation> differing) throws SQLException {
        if (differing.isEmpty()) return Set.of();
        Map<UUID, StagedObservation> byKey = new HashMap<>();
        differing.forEach(row -> byKey.put(row.row().key(), row));
        List<Instant> days =
                differing.stream().map(row -> row.row().occurredAt()).sorted().toList();
        List<UUID> enterprises = differing.stream()
                .map(row -> row.row().enterpriseId())
                .distinct()
                .toList();
        List<Version> history = SqlStatement.list(
                        HISTORY.formatted(table),
                        ObservationWriter::version,
                        Parameter.uuids(enterprises),
                        Parameter.of(Jdbc.utc(days.get(0))),
                        Parameter.of(Jdbc.utc(days.get(days.size() - 1))),
                        Parameter.uuids(byKey.keySet()))
                .execute(connection);
        Set<UUID> superseded = new HashSet<>();
        for (Version version : history) {
            StagedObservation row = byKey.get(version.key());
            if (version.hasSameContentAs(row)
                    && (seenBefore || version.learntAt().equals(row.learntAt()))) {
                superseded.add(version.key());
            }
        }
        return superseded;
    }

    private void retract(Map<StagedObservation, Version> corrections) throws SQLException {
        if (corrections.isEmpty()) return;
        try (PreparedStatement update = connection.prepareStatement(RETRACT.formatted(table))) {
            for (Map.Entry<StagedObservation, Version> correction : corrections.entrySet()) {
                Version version = correction.getValue();
                update.setObject(1, Jdbc.utc(correction.getKey().learntAt()));
                update.setObject(2, version.enterprise());
                update.setObject(3, Jdbc.utc(version.occurredAt()));
                update.setObject(4, version.key());
                update.addBatch();
            }
            update.executeBatch();
        }
        List<UUID> keys = corrections.values().stream().map(Version::key).toList();
        SqlStatement.update(DELETE_KEYS.formatted(table), Parameter.uuids(keys)).execute(connection);
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getObject("key", UUID.class),
                row.getLong("content"),
                row.getObject("enterprise_id", UUID.class),
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "learnt_at"));
    }
}

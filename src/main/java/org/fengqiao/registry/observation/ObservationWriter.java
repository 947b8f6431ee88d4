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

/** Writes one chunk into one of the two observation tables: one question about its keys, then whole sets. */
final class ObservationWriter {
    private static final String STANDING =
            "select key, content, enterprise_id, occurred_at, learnt_at from %s_key where key = any(?)";
    // All versions of the few rows that differ; the bounds keep the search to their months.
    private static final String HISTORY = """
            select key, content, enterprise_id, occurred_at, learnt_at from %s
            where enterprise_id = any(?) and occurred_at >= ? and occurred_at <= ? and key = any(?)""";
    // Row by row, for corrections are rare and a join would be planned over every month.
    private static final String RETRACT = """
            update %s set retracted_at = ?
            where enterprise_id = ? and occurred_at = ? and key = ? and retracted_at is null""";
    private static final String FORGET = "delete from %s_key where key = any(?)";

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

    /** Two deliveries of one source at the same moment would both find its rows new. */
    static SqlStatement<Void> lock(String source) {
        return lock("select pg_advisory_xact_lock(hashtextextended(?, 0))", source);
    }

    /** Beside others that do the same, but not beside a delivery. */
    static SqlStatement<Void> lockShared(String source) {
        return lock("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", source);
    }

    private static SqlStatement<Void> lock(String sql, String source) {
        return new SqlStatement<>(sql, null, Parameter.of("observations of " + source));
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

    /** A key said twice with different content in one chunk is said in turn; said twice the same it counts once. */
    private List<Map<UUID, StagedObservation>> waves(List<NewObservation> rows) {
        List<Map<UUID, StagedObservation>> waves = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            NewObservation row = rows.get(place);
            Source source = sources.get(new SourceKey(row.sourceCode(), row.sourceKind()));
            StagedObservation staged =
                    new StagedObservation(place, row, row.contentHash(), source.id(), row.learntAt());
            int turn = 0;
            StagedObservation last = null;
            while (turn < waves.size() && waves.get(turn).containsKey(row.key())) {
                last = waves.get(turn++).get(row.key());
            }
            if (last != null && last.saysTheSameAs(staged)) {
                continue;
            }
            if (turn == waves.size()) {
                waves.add(new LinkedHashMap<>());
            }
            waves.get(turn).put(row.key(), staged);
        }
        return waves;
    }

    private void writeWave(Collection<StagedObservation> rows, WriteOutcome[] outcomes) throws SQLException {
        Map<UUID, Version> standing = standing(rows);
        List<StagedObservation> differing = rows.stream()
                .filter(row -> standing.containsKey(row.row().key())
                        && !standing.get(row.row().key()).says(row))
                .toList();
        Set<UUID> oldNews = oldNews(differing);
        List<StagedObservation> news = new ArrayList<>();
        Map<StagedObservation, Version> corrections = new LinkedHashMap<>();
        for (StagedObservation row : rows) {
            Version version = standing.get(row.row().key());
            if (version == null) {
                news.add(row);
                outcomes[row.place()] = WriteOutcome.ADDED;
            } else if (!version.says(row) && !oldNews.contains(row.row().key())) {
                StagedObservation dated = row.learnt(version.correctedAt(row, now));
                corrections.put(dated, version);
                news.add(dated);
                outcomes[row.place()] = WriteOutcome.CORRECTED;
            }
        }
        retract(corrections);
        if (news.size() < Jdbc.WORTH_COPYING) {
            new ObservationInsert(table).of(connection, news);
        } else {
            PGConnection copy = connection.unwrap(PGConnection.class);
            new PgBulkInsert<>(StagedObservation.columns(table)).saveAll(copy, news);
            new PgBulkInsert<>(StagedObservation.keyColumns(table)).saveAll(copy, news);
        }
    }

    /** What a key says, or once said. */
    private record Version(UUID key, long content, UUID enterprise, Instant occurredAt, Instant learntAt) {
        boolean says(StagedObservation row) {
            return content == row.content() && enterprise.equals(row.row().enterpriseId());
        }

        /** A correction is learnt when its source says so, but never before what it corrects. */
        Instant correctedAt(StagedObservation row, Instant now) {
            if (row.learntAt().isAfter(learntAt)) {
                return row.learntAt();
            }
            return now.isAfter(learntAt) ? now : learntAt;
        }
    }

    private Map<UUID, Version> standing(Collection<StagedObservation> rows) throws SQLException {
        Map<UUID, Version> standing = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(STANDING.formatted(table))) {
            select.setArray(1, uuids(rows.stream().map(row -> row.row().key()).toList()));
            versions(select).forEach(version -> standing.put(version.key(), version));
        }
        return standing;
    }

    /** Told before and corrected since: by the time it was learnt, or because the whole delivery is an old one. */
    private Set<UUID> oldNews(List<StagedObservation> differing) throws SQLException {
        Set<UUID> old = new HashSet<>();
        if (differing.isEmpty()) {
            return old;
        }
        Map<UUID, StagedObservation> byKey = new HashMap<>();
        differing.forEach(row -> byKey.put(row.row().key(), row));
        List<Instant> days =
                differing.stream().map(row -> row.row().occurredAt()).sorted().toList();
        try (PreparedStatement select = connection.prepareStatement(HISTORY.formatted(table))) {
            select.setArray(
                    1,
                    uuids(differing.stream()
                            .map(row -> row.row().enterpriseId())
                            .distinct()
                            .toList()));
            select.setObject(2, Jdbc.utc(days.get(0)));
            select.setObject(3, Jdbc.utc(days.get(days.size() - 1)));
            select.setArray(4, uuids(byKey.keySet()));
            for (Version version : versions(select)) {
                StagedObservation row = byKey.get(version.key());
                if (version.says(row) && (seenBefore || version.learntAt().equals(row.learntAt()))) {
                    old.add(version.key());
                }
            }
        }
        return old;
    }

    private void retract(Map<StagedObservation, Version> corrections) throws SQLException {
        if (corrections.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(RETRACT.formatted(table));
                PreparedStatement forget = connection.prepareStatement(FORGET.formatted(table))) {
            for (Map.Entry<StagedObservation, Version> correction : corrections.entrySet()) {
                Version version = correction.getValue();
                update.setObject(1, Jdbc.utc(correction.getKey().learntAt()));
                update.setObject(2, version.enterprise());
                update.setObject(3, Jdbc.utc(version.occurredAt()));
                update.setObject(4, version.key());
                update.addBatch();
            }
            update.executeBatch();
            forget.setArray(
                    1, uuids(corrections.values().stream().map(Version::key).toList()));
            forget.executeUpdate();
        }
    }

    private static List<Version> versions(PreparedStatement select) throws SQLException {
        List<Version> versions = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                versions.add(new Version(
                        row.getObject("key", UUID.class),
                        row.getLong("content"),
                        row.getObject("enterprise_id", UUID.class),
                        Jdbc.instant(row, "occurred_at"),
                        Jdbc.instant(row, "learnt_at")));
            }
        }
        return versions;
    }

    private java.sql.Array uuids(Collection<UUID> values) throws SQLException {
        return connection.createArrayOf("uuid", values.toArray());
    }
}

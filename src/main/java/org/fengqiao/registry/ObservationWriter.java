package org.fengqiao.registry;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.registry.ObservationStore.Stored;
import org.postgresql.PGConnection;

/** Writes one chunk into one of the two observation tables, whole sets at a time. */
final class ObservationWriter {
    private static final String STAGING =
            """
            create temp table if not exists observation_staging (
                key uuid, content bigint, enterprise_id uuid, indicator text, value double precision,
                occurred_at timestamptz, learnt_at timestamptz, source_id smallint, reporter uuid, confidence real,
                established boolean, evidence text, group_size integer) on commit delete rows""";
    private static final String DROP_SAME =
            """
            delete from observation_staging s using %1$s_key k
            where k.key = s.key and k.content = s.content and k.enterprise_id = s.enterprise_id""";
    // Told before and corrected since: by the time it was learnt, or because the whole delivery is an old one.
    private static final String DROP_OLD_NEWS =
            """
            delete from observation_staging s using %1$s_key k, %1$s o
            where k.key = s.key and o.enterprise_id = s.enterprise_id and o.occurred_at = s.occurred_at
              and o.key = s.key and o.content = s.content and (o.learnt_at = s.learnt_at or ?)""";
    private static final String DATE_CORRECTIONS =
            """
            update observation_staging s
            set learnt_at = case when s.learnt_at > k.learnt_at then s.learnt_at else greatest(?, k.learnt_at) end
            from %1$s_key k where k.key = s.key""";
    private static final String RETRACT =
            """
            update %1$s o set retracted_at = s.learnt_at
            from observation_staging s join %1$s_key k on k.key = s.key
            where o.enterprise_id = k.enterprise_id and o.occurred_at = k.occurred_at and o.key = k.key
              and o.retracted_at is null""";
    private static final String POINT_KEYS =
            """
            insert into %1$s_key (key, content, enterprise_id, occurred_at, learnt_at)
            select key, content, enterprise_id, occurred_at, learnt_at from observation_staging
            on conflict (key) do update set content = excluded.content, enterprise_id = excluded.enterprise_id,
                occurred_at = excluded.occurred_at, learnt_at = excluded.learnt_at""";
    private static final String ADD =
            """
            insert into %1$s (key, content, enterprise_id, indicator, value, occurred_at, learnt_at, source_id,
                reporter, confidence, established, evidence%2$s)
            select key, content, enterprise_id, indicator, value, occurred_at, learnt_at, source_id,
                reporter, confidence, established, evidence%2$s from observation_staging""";

    private final Connection connection;
    private final String table;
    private final boolean seenBefore;
    private final Instant now;

    ObservationWriter(Connection connection, String table, boolean seenBefore, Instant now) {
        this.connection = connection;
        this.table = table;
        this.seenBefore = seenBefore;
        this.now = now;
    }

    /** Two deliveries of one source at the same moment would both find its rows new. */
    static void lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "observations of " + source);
            lock.execute();
        }
    }

    Stored write(List<NewObservation> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            // the staging table has no statistics: without this the planner may read every month to join it
            statement.execute("set local enable_hashjoin = off; set local enable_mergejoin = off");
        }
        Stored stored = new Stored(0, 0, 0);
        int repeated = 0;
        for (Map<UUID, Staged> wave : waves(rows)) {
            Stored part = writeWave(List.copyOf(wave.values()));
            stored = stored.plus(part);
            repeated += wave.size();
        }
        return stored.plus(new Stored(0, 0, rows.size() - repeated));
    }

    private record Staged(NewObservation row, long content, short sourceId) {}

    /** A key said twice with different content in one chunk is said in turn; said twice the same it counts once. */
    private List<Map<UUID, Staged>> waves(List<NewObservation> rows) throws SQLException {
        Map<String, Source> sources = new HashMap<>();
        List<Map<UUID, Staged>> waves = new ArrayList<>();
        for (NewObservation row : rows) {
            String named = row.sourceCode() + '\u0000' + row.sourceKind();
            Source source = sources.get(named);
            if (source == null) {
                source = Sources.ensure(connection, row.sourceCode(), row.sourceKind());
                sources.put(named, source);
            }
            Staged staged = new Staged(row, row.content(), source.id());
            int wave = 0;
            Staged last = null;
            while (wave < waves.size() && waves.get(wave).containsKey(row.key())) {
                last = waves.get(wave++).get(row.key());
            }
            if (last != null
                    && last.content() == staged.content()
                    && last.row().enterpriseId().equals(row.enterpriseId())) {
                continue;
            }
            if (wave == waves.size()) {
                waves.add(new java.util.LinkedHashMap<>());
            }
            waves.get(wave).put(row.key(), staged);
        }
        return waves;
    }

    private Stored writeWave(List<Staged> rows) throws SQLException {
        run("delete from observation_staging");
        new PgBulkInsert<>(new Columns()).saveAll(connection.unwrap(PGConnection.class), rows);
        int unchanged = run(DROP_SAME);
        int corrected = 0;
        if (rows.size() > unchanged) {
            unchanged += run(DROP_OLD_NEWS, seenBefore);
            if (run(DATE_CORRECTIONS, PostStore.utc(now)) > 0) {
                corrected = run(RETRACT);
            }
            run(POINT_KEYS);
            run(ADD);
        }
        return new Stored(rows.size() - unchanged - corrected, corrected, unchanged);
    }

    private int run(String sql, Object... parameters) throws SQLException {
        String group = table.equals("observation") ? "" : ", group_size";
        try (PreparedStatement statement = connection.prepareStatement(sql.formatted(table, group))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static final class Columns extends AbstractMapping<Staged> {
        Columns() {
            super("pg_temp", "observation_staging");
            mapUUID("key", s -> s.row().key());
            mapLongPrimitive("content", Staged::content);
            mapUUID("enterprise_id", s -> s.row().enterpriseId());
            mapText("indicator", s -> s.row().indicator());
            mapDoublePrimitive("value", s -> s.row().value());
            mapTimeStampTz("occurred_at", s -> PostStore.utc(s.row().occurredAt()).toZonedDateTime());
            mapTimeStampTz("learnt_at", s -> PostStore.utc(s.row().learntAt()).toZonedDateTime());
            mapShort("source_id", Staged::sourceId);
            mapUUID("reporter", s -> s.row().reporter());
            mapFloat("confidence", s -> s.row().confidence());
            mapBooleanPrimitive("established", s -> s.row().established());
            mapText("evidence", s -> s.row().evidence());
            mapInteger("group_size", s -> s.row().groupSize());
        }
    }
}

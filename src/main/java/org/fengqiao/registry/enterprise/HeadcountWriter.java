package org.fengqiao.registry.enterprise;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.postgresql.PGConnection;

/** Stores the head counts of a chunk and settles the count of each enterprise that got a new one. */
final class HeadcountWriter {
    private static final String STAGING = """
            create temp table if not exists headcount_staging (
                ord integer, enterprise_id uuid, source text, counted_on date, staff integer, dispatched integer,
                learnt_at timestamptz) on commit delete rows""";
    private static final String ADD = """
            insert into headcount_reading (enterprise_id, source, counted_on, staff, dispatched, learnt_at)
            select distinct on (enterprise_id, source, counted_on)
                enterprise_id, source, counted_on, staff, dispatched, learnt_at
            from headcount_staging s
            where not exists (select from headcount_reading r
                where r.enterprise_id = s.enterprise_id and r.source = s.source and r.counted_on = s.counted_on
                  and r.staff = s.staff and r.dispatched = s.dispatched)
            order by enterprise_id, source, counted_on, ord desc
            on conflict (enterprise_id, source, counted_on, learnt_at)
                do update set staff = excluded.staff, dispatched = excluded.dispatched
            returning enterprise_id""";
    private static final String READ = """
            select enterprise_id, source, counted_on, staff, dispatched, learnt_at from headcount_reading
            where enterprise_id = any(?)""";
    private static final String SETTLE = """
            update enterprise e set headcount = n.heads, headcount_known = true,
                flags = array_to_string(array(
                    select flag from unnest(string_to_array(nullif(e.flags, ''), ',')) as flag
                    where flag <> 'HEADCOUNT_CONFLICT'
                    union select 'HEADCOUNT_CONFLICT' where n.conflict order by 1), ',')
            from unnest(?::uuid[], ?::integer[], ?::boolean[]) as n(id, heads, conflict) where e.id = n.id""";

    private final Connection connection;

    HeadcountWriter(Connection connection) {
        this.connection = connection;
    }

    private record Staged(int ord, UUID enterprise, Headcounts.Reading reading) {}

    /**
     * @param created new enterprises, whose head count was settled when they were written
     * @return the enterprises with a new reading
     */
    Set<UUID> write(List<EnterpriseDraft> drafts, List<UUID> enterprises, Set<UUID> created) throws SQLException {
        List<Staged> staged = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).headcount() != null && enterprises.get(i) != null) {
                staged.add(new Staged(i, enterprises.get(i), drafts.get(i).headcount()));
            }
        }
        if (staged.isEmpty()) {
            return Set.of();
        }
        StatementBatch emptyTable = new StatementBatch();
        emptyTable.add(SqlStatement.update(STAGING));
        emptyTable.add(SqlStatement.update("delete from headcount_staging"));
        emptyTable.execute(connection);
        new PgBulkInsert<>(new StagingColumns()).saveAll(connection.unwrap(PGConnection.class), staged);
        Set<UUID> changed = new SqlStatement<>(ADD, EnterpriseWriter::ids).execute(connection);
        settle(changed.stream().filter(id -> !created.contains(id)).toList());
        return changed;
    }

    private record Settled(UUID enterprise, Headcounts.Headcount headcount) {}

    private void settle(List<UUID> changed) throws SQLException {
        if (changed.isEmpty()) return;
        List<Settled> settled = new ArrayList<>();
        new SqlStatement<>(READ, EnterpriseStore::readings, Parameter.uuids(changed))
                .execute(connection)
                .forEach((enterprise, readings) -> settled.add(new Settled(enterprise, Headcounts.of(readings))));
        SqlStatement.update(
                        SETTLE,
                        Parameter.array("uuid", settled, Settled::enterprise),
                        Parameter.array(
                                "int4", settled, each -> each.headcount().heads()),
                        Parameter.array(
                                "bool", settled, each -> each.headcount().conflict()))
                .execute(connection);
    }

    private static final class StagingColumns extends AbstractMapping<Staged> {
        StagingColumns() {
            super("pg_temp", "headcount_staging");
            mapIntegerPrimitive("ord", Staged::ord);
            mapUUID("enterprise_id", Staged::enterprise);
            mapText("source", s -> s.reading().source());
            mapDate("counted_on", s -> s.reading().countedOn());
            mapIntegerPrimitive("staff", s -> s.reading().staff());
            mapIntegerPrimitive("dispatched", s -> s.reading().dispatched());
            mapTimeStampTz("learnt_at", s -> Jdbc.utc(s.reading().learntAt()).toZonedDateTime());
        }
    }
}

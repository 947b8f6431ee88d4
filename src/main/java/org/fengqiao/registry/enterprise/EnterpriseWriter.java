package org.fengqiao.registry.enterprise;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;
import org.fengqiao.registry.enterprise.EnterpriseStore.ResolveResult;
import org.postgresql.PGConnection;

/** Finds or creates the enterprises of one chunk, with the same few statements whatever the number of rows. */
final class EnterpriseWriter {
    /** Otherwise two imports at the same moment would both find an enterprise new. */
    private static final SqlStatement<Void> LOCK =
            SqlStatement.update("select pg_advisory_xact_lock(hashtextextended('enterprises', 0))");

    private static final String BY_USCC = "select uscc, id from enterprise where uscc = any(?)";
    private static final String BY_IDENTIFIER = """
            select i.scheme, i.value, i.enterprise_id from enterprise_identifier i
            join unnest(?::text[], ?::text[]) as given(scheme, value) on i.scheme = given.scheme and i.value = given.value""";
    private static final String ADD_IDENTIFIERS = """
            insert into enterprise_identifier (scheme, value, enterprise_id)
            select * from unnest(?::text[], ?::text[], ?::uuid[]) on conflict do nothing""";
    // Columns that the row lacks stay; the flag of differing head counts is set elsewhere.
    private static final String UPDATE = """
            update enterprise e set uscc = d.uscc, name = d.name, industry = d.industry, area_code = d.area_code,
                area_path = d.area_path, address = d.address, flags = d.flags, updated_at = ?
            from (select o.id, coalesce(o.uscc, n.uscc) uscc, coalesce(n.name, o.name) as name,
                    coalesce(n.industry, o.industry) industry, coalesce(n.area_code, o.area_code) area_code,
                    coalesce(n.area_path, o.area_path) area_path, coalesce(n.address, o.address) address,
                    array_to_string(array(
                        select unnest(string_to_array(nullif(n.flags, ''), ','))
                        union select 'HEADCOUNT_CONFLICT' where o.flags like '%HEADCOUNT_CONFLICT%' order by 1), ',') flags
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as n(id, uscc, name, industry, area_code, area_path, address, flags)
                join enterprise o on o.id = n.id) d
            where e.id = d.id and (e.uscc, e.name, e.industry, e.area_code, e.area_path, e.address, e.flags)
                is distinct from (d.uscc, d.name, d.industry, d.area_code, d.area_path, d.address, d.flags)
            returning e.id""";

    private final Connection connection;
    private final Ids ids;
    private final Instant now;
    private final Map<String, UUID> byUscc = new HashMap<>();
    private final Map<Identifier, UUID> byIdentifier = new HashMap<>();

    EnterpriseWriter(Connection connection, Ids ids, Instant now) {
        this.connection = connection;
        this.ids = ids;
        this.now = now;
    }

    ResolveResult resolve(List<EnterpriseDraft> drafts, boolean create) throws SQLException {
        if (create) LOCK.execute(connection);
        lookUp(drafts);
        List<UUID> resolved = new ArrayList<>(drafts.size());
        Map<UUID, EnterpriseDraft> created = new LinkedHashMap<>();
        Map<UUID, EnterpriseDraft> described = new LinkedHashMap<>();
        Map<Identifier, UUID> identifiers = new LinkedHashMap<>();
        for (EnterpriseDraft draft : drafts) {
            UUID id = known(draft);
            if (id == null && create) {
                id = ids.next();
                created.put(id, draft);
            } else if (id != null && draft.authoritative()) {
                described.put(id, draft);
            }
            if (id != null) {
                remember(draft, id, identifiers);
            }
            resolved.add(id);
        }
        new PgBulkInsert<>(new EnterpriseColumns(now))
                .saveAll(connection.unwrap(PGConnection.class), counted(created, drafts, resolved));
        add(identifiers);
        Set<UUID> changed = new HashSet<>(created.keySet());
        changed.addAll(update(described));
        changed.addAll(new HeadcountWriter(connection).write(drafts, resolved, created.keySet()));
        ReassessmentQueue.enqueue(connection, changed);
        return new ResolveResult(resolved, created.size());
    }

    /** A new enterprise with its head count, so that its row is written once. */
    private record NewEnterprise(UUID id, EnterpriseDraft draft, Headcounts.Headcount headcount) {
        String flags() {
            Stream<String> conflict = headcount.conflict() ? Stream.of(Headcounts.CONFLICT_FLAG) : Stream.empty();
            return Stream.concat(draft.flags().stream(), conflict)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(","));
        }
    }

    private static List<NewEnterprise> counted(
            Map<UUID, EnterpriseDraft> created, List<EnterpriseDraft> drafts, List<UUID> resolved) {
        Map<UUID, Map<Object, Headcounts.Reading>> readings = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            Headcounts.Reading reading = drafts.get(i).headcount();
            if (reading == null || !created.containsKey(resolved.get(i))) continue;
            // of two counts by one source of one day the later row counts, as where readings are stored
            readings.computeIfAbsent(resolved.get(i), id -> new HashMap<>())
                    .put(List.of(reading.source(), reading.countedOn()), reading);
        }
        return created.entrySet().stream()
                .map(entry -> new NewEnterprise(
                        entry.getKey(),
                        entry.getValue(),
                        Headcounts.of(
                                readings.getOrDefault(entry.getKey(), Map.of()).values())))
                .toList();
    }

    private void lookUp(List<EnterpriseDraft> drafts) throws SQLException {
        List<String> usccs = drafts.stream()
                .map(EnterpriseDraft::uscc)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<Identifier> identifiers = drafts.stream()
                .flatMap(draft -> draft.identifiers().stream())
                .distinct()
                .toList();
        StatementBatch batch = new StatementBatch();
        if (!usccs.isEmpty()) {
            batch.add(new SqlStatement<>(BY_USCC, this::addUsccs, Parameter.array("text", usccs, uscc -> uscc)));
        }
        if (!identifiers.isEmpty()) {
            batch.add(new SqlStatement<>(
                    BY_IDENTIFIER,
                    this::addIdentifiers,
                    Parameter.array("text", identifiers, Identifier::scheme),
                    Parameter.array("text", identifiers, Identifier::value)));
        }
        batch.execute(connection);
    }

    private Void addUsccs(ResultSet rows) throws SQLException {
        while (rows.next()) byUscc.put(rows.getString(1), rows.getObject(2, UUID.class));
        return null;
    }

    private Void addIdentifiers(ResultSet rows) throws SQLException {
        while (rows.next()) {
            byIdentifier.put(new Identifier(rows.getString(1), rows.getString(2)), rows.getObject(3, UUID.class));
        }
        return null;
    }

    private UUID known(EnterpriseDraft draft) {
        UUID id = draft.uscc() == null ? null : byUscc.get(draft.uscc());
        for (Identifier identifier : draft.identifiers()) {
            id = id == null ? byIdentifier.get(identifier) : id;
        }
        return id;
    }

    private void remember(EnterpriseDraft draft, UUID id, Map<Identifier, UUID> added) {
        if (draft.uscc() != null) {
            byUscc.putIfAbsent(draft.uscc(), id);
        }
        for (Identifier identifier : draft.identifiers()) {
            if (byIdentifier.putIfAbsent(identifier, id) == null) {
                added.put(identifier, id);
            }
        }
    }

    private void add(Map<Identifier, UUID> identifiers) throws SQLException {
        if (identifiers.isEmpty()) return;
        List<Map.Entry<Identifier, UUID>> added = List.copyOf(identifiers.entrySet());
        SqlStatement.update(
                        ADD_IDENTIFIERS,
                        Parameter.array("text", added, entry -> entry.getKey().scheme()),
                        Parameter.array("text", added, entry -> entry.getKey().value()),
                        Parameter.array("uuid", added, Map.Entry::getValue))
                .execute(connection);
    }

    /** @return the enterprises that differ now */
    private Set<UUID> update(Map<UUID, EnterpriseDraft> described) throws SQLException {
        if (described.isEmpty()) return Set.of();
        List<EnterpriseDraft> drafts = List.copyOf(described.values());
        return new SqlStatement<>(
                        UPDATE,
                        EnterpriseWriter::ids,
                        Parameter.of(Jdbc.utc(now)),
                        Parameter.uuids(described.keySet()),
                        Parameter.array("text", drafts, EnterpriseDraft::uscc),
                        Parameter.array("text", drafts, EnterpriseDraft::name),
                        Parameter.array("text", drafts, EnterpriseDraft::industry),
                        Parameter.array("text", drafts, EnterpriseDraft::areaCode),
                        Parameter.array("text", drafts, EnterpriseDraft::areaPath),
                        Parameter.array("text", drafts, EnterpriseDraft::address),
                        Parameter.array("text", drafts, EnterpriseDraft::flagText))
                .execute(connection);
    }

    static Set<UUID> ids(ResultSet rows) throws SQLException {
        Set<UUID> ids = new LinkedHashSet<>();
        while (rows.next()) ids.add(rows.getObject(1, UUID.class));
        return ids;
    }

    private static final class EnterpriseColumns extends AbstractMapping<NewEnterprise> {
        EnterpriseColumns(Instant now) {
            super("public", "enterprise");
            ZonedDateTime at = Jdbc.utc(now).toZonedDateTime();
            mapUUID("id", NewEnterprise::id);
            mapText("uscc", e -> e.draft().uscc());
            mapText("name", e -> e.draft().name());
            mapText("industry", e -> e.draft().industry());
            mapText("area_code", e -> Objects.requireNonNullElse(e.draft().areaCode(), Area.ROOT));
            mapText("area_path", e -> Objects.requireNonNullElse(e.draft().areaPath(), Area.UNLOCATED_PATH));
            mapText("address", e -> e.draft().address());
            mapInteger("headcount", e -> e.headcount().heads());
            mapBoolean("headcount_known", e -> e.headcount().known());
            mapText("flags", NewEnterprise::flags);
            mapTimeStampTz("created_at", e -> at);
            mapTimeStampTz("updated_at", e -> at);
        }
    }
}

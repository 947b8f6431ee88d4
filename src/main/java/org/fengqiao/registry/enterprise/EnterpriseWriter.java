package org.fengqiao.registry.enterprise;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;
import org.fengqiao.registry.enterprise.EnterpriseStore.ResolveResult;
import org.postgresql.PGConnection;

/** Finds and makes the enterprises of one chunk: two questions, and a few writes whatever the number of rows. */
final class EnterpriseWriter {
    private static final String BY_USCC = "select uscc, id from enterprise where uscc = any(?)";
    private static final String BY_IDENTIFIER = """
            select i.scheme, i.value, i.enterprise_id from enterprise_identifier i
            join unnest(?::text[], ?::text[]) as given(scheme, value) on i.scheme = given.scheme and i.value = given.value""";
    private static final String ADD_IDENTIFIERS = """
            insert into enterprise_identifier (scheme, value, enterprise_id)
            select * from unnest(?::text[], ?::text[], ?::uuid[]) on conflict do nothing""";
    // What the row does not say stays; whether the head counts agree is not the row's to say.
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
        if (create) {
            lock();
        }
        lookUp(drafts);
        List<UUID> resolved = new ArrayList<>(drafts.size());
        Map<UUID, EnterpriseDraft> news = new LinkedHashMap<>();
        Map<UUID, EnterpriseDraft> described = new LinkedHashMap<>();
        Map<Identifier, UUID> identifiers = new LinkedHashMap<>();
        for (EnterpriseDraft draft : drafts) {
            UUID id = known(draft);
            if (id == null && create) {
                id = ids.next();
                news.put(id, draft);
            } else if (id != null && draft.authoritative()) {
                described.put(id, draft);
            }
            if (id != null) {
                remember(draft, id, identifiers);
            }
            resolved.add(id);
        }
        new PgBulkInsert<>(new Columns(now))
                .saveAll(connection.unwrap(PGConnection.class), List.copyOf(news.entrySet()));
        add(identifiers);
        Set<UUID> changed = new HashSet<>(news.keySet());
        changed.addAll(update(described));
        changed.addAll(new HeadcountWriter(connection).write(drafts, resolved));
        ReassessmentQueue.enqueue(connection, changed);
        return new ResolveResult(resolved, news.size());
    }

    private void lookUp(List<EnterpriseDraft> drafts) throws SQLException {
        Object[] usccs = drafts.stream()
                .map(EnterpriseDraft::uscc)
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
        if (usccs.length > 0) {
            try (PreparedStatement select = connection.prepareStatement(BY_USCC)) {
                select.setArray(1, connection.createArrayOf("text", usccs));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        byUscc.put(row.getString(1), row.getObject(2, UUID.class));
                    }
                }
            }
        }
        List<Identifier> given = drafts.stream()
                .flatMap(d -> d.identifiers().stream())
                .distinct()
                .toList();
        if (!given.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(BY_IDENTIFIER)) {
                select.setArray(1, array("text", given, Identifier::scheme));
                select.setArray(2, array("text", given, Identifier::value));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        byIdentifier.put(
                                new Identifier(row.getString(1), row.getString(2)), row.getObject(3, UUID.class));
                    }
                }
            }
        }
    }

    private UUID known(EnterpriseDraft draft) {
        UUID id = draft.uscc() == null ? null : byUscc.get(draft.uscc());
        for (Identifier identifier : draft.identifiers()) {
            id = id == null ? byIdentifier.get(identifier) : id;
        }
        return id;
    }

    private void remember(EnterpriseDraft draft, UUID id, Map<Identifier, UUID> news) {
        if (draft.uscc() != null) {
            byUscc.putIfAbsent(draft.uscc(), id);
        }
        for (Identifier identifier : draft.identifiers()) {
            if (byIdentifier.putIfAbsent(identifier, id) == null) {
                news.put(identifier, id);
            }
        }
    }

    private void add(Map<Identifier, UUID> identifiers) throws SQLException {
        if (identifiers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD_IDENTIFIERS)) {
            insert.setArray(1, array("text", identifiers.keySet(), Identifier::scheme));
            insert.setArray(2, array("text", identifiers.keySet(), Identifier::value));
            insert.setArray(3, array("uuid", identifiers.values(), id -> id));
            insert.executeUpdate();
        }
    }

    private Set<UUID> update(Map<UUID, EnterpriseDraft> described) throws SQLException {
        Set<UUID> changed = new HashSet<>();
        if (described.isEmpty()) {
            return changed;
        }
        List<Function<EnterpriseDraft, String>> columns = Arrays.asList(
                EnterpriseDraft::uscc,
                EnterpriseDraft::name,
                EnterpriseDraft::industry,
                EnterpriseDraft::areaCode,
                EnterpriseDraft::areaPath,
                EnterpriseDraft::address,
                EnterpriseDraft::flagText);
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setObject(1, Jdbc.utc(now));
            update.setArray(2, array("uuid", described.keySet(), id -> id));
            for (int i = 0; i < columns.size(); i++) {
                update.setArray(3 + i, array("text", described.values(), columns.get(i)));
            }
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    changed.add(row.getObject(1, UUID.class));
                }
            }
        }
        return changed;
    }

    /** Two imports at the same moment would both find an enterprise new. */
    private void lock() throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('enterprises', 0))")) {
            lock.execute();
        }
    }

    private <T> java.sql.Array array(String type, java.util.Collection<T> values, Function<T, ?> column)
            throws SQLException {
        return connection.createArrayOf(type, values.stream().map(column).toArray());
    }

    private static final class Columns extends AbstractMapping<Map.Entry<UUID, EnterpriseDraft>> {
        Columns(Instant now) {
            super("public", "enterprise");
            ZonedDateTime at = Jdbc.utc(now).toZonedDateTime();
            mapUUID("id", Map.Entry::getKey);
            mapText("uscc", e -> e.getValue().uscc());
            mapText("name", e -> e.getValue().name());
            mapText("industry", e -> e.getValue().industry());
            mapText("area_code", e -> Objects.requireNonNullElse(e.getValue().areaCode(), Area.ROOT));
            mapText("area_path", e -> Objects.requireNonNullElse(e.getValue().areaPath(), Area.UNLOCATED_PATH));
            mapText("address", e -> e.getValue().address());
            mapText("flags", e -> e.getValue().flagText());
            mapTimeStampTz("created_at", e -> at);
            mapTimeStampTz("updated_at", e -> at);
        }
    }
}

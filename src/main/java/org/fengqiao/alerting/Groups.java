package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.Relations;

/** Reads which open alerts those of a batch belong to; a city without relations costs one query that finds nothing. */
@ApplicationScoped
class Groups {
    /** Of each bond the alert that came first; whose lead was closed a moment ago waits to be given another. */
    private static final String BY_BOND = """
            select distinct on (r.kind, r.key) r.kind, r.key, coalesce(a.lead_id, a.id) as lead
            from unnest(?::text[], ?::text[]) as b(kind, key)
            join enterprise_relation r on r.kind = b.kind and r.key = b.key
                and r.valid_from <= ? and (r.valid_to is null or r.valid_to >= ?)
            join alert a on a.enterprise_id = r.enterprise_id and a.dimension = ? and a.closed_at is null
            left join alert l on l.id = a.lead_id
            where l.closed_at is null
            order by r.kind, r.key, a.lead_id is null, a.raised_at, a.id""";

    private static final String MEMBERS = """
            select coalesce(a.lead_id, a.id) as lead, a.id, a.told_tier, a.owner_post, c.posts
            from alert a
            left join lateral (select array_agg(post_id) as posts from alert_copy where alert_id = a.id) c on true
            where (a.id = any(?) or a.lead_id = any(?)) and a.closed_at is null""";

    private final Relations relations;
    private final NoiseSettings settings;

    Groups(Relations relations, NoiseSettings settings) {
        this.relations = relations;
        this.settings = settings;
    }

    Group.Book of(Connection connection, Dimension dimension, Collection<UUID> enterprises, Instant at)
            throws SQLException {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        Map<UUID, List<Group.Bond>> bonds = new HashMap<>();
        Set<Group.Bond> all =
                new TreeSet<>(java.util.Comparator.comparing(Group.Bond::kind).thenComparing(Group.Bond::key));
        for (var membership : relations.of(connection, enterprises, day)) {
            Group.Bond bond = new Group.Bond(membership.kind().name(), membership.key());
            bonds.computeIfAbsent(membership.enterpriseId(), id -> new ArrayList<>())
                    .add(bond);
            all.add(bond);
        }
        Map<Group.Bond, Group> byBond =
                all.isEmpty() ? Map.of() : filled(connection, leads(connection, dimension, all, day));
        return new Group.Book(bonds, byBond, settings.groups().most());
    }

    private static Map<Group.Bond, Group> leads(
            Connection connection, Dimension dimension, Set<Group.Bond> bonds, LocalDate day) throws SQLException {
        Map<UUID, Group> groups = new HashMap<>();
        Map<Group.Bond, Group> byBond = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BY_BOND)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", bonds.stream().map(Group.Bond::kind).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", bonds.stream().map(Group.Bond::key).toArray()));
            select.setObject(3, day);
            select.setObject(4, day);
            select.setString(5, dimension.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Group group = groups.computeIfAbsent(row.getObject("lead", UUID.class), Group::new);
                    byBond.put(new Group.Bond(row.getString("kind"), row.getString("key")), group);
                }
            }
        }
        return byBond;
    }

    /** Gives each group its members and what posts were told of them. */
    private static Map<Group.Bond, Group> filled(Connection connection, Map<Group.Bond, Group> byBond)
            throws SQLException {
        Map<UUID, Group> byLead = new HashMap<>();
        byBond.values().forEach(group -> byLead.put(group.lead(), group));
        if (byLead.isEmpty()) return byBond;
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            var leads = connection.createArrayOf("uuid", byLead.keySet().toArray());
            select.setArray(1, leads);
            select.setArray(2, leads);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Group group = byLead.get(row.getObject("lead", UUID.class));
                    group.add();
                    String told = row.getString("told_tier");
                    if (told == null) continue;
                    group.told(row.getObject("owner_post", UUID.class), Tier.valueOf(told));
                    if (row.getArray("posts") == null) continue;
                    for (UUID post : (UUID[]) row.getArray("posts").getArray()) {
                        group.told(post, Tier.valueOf(told));
                    }
                }
            }
        }
        return byBond;
    }
}

package org.fengqiao.alerting.suppression;

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
import org.fengqiao.registry.enterprise.EnterpriseRelations;

/** Reads which open alerts those of a batch belong to; a city without relations costs one query that finds nothing. */
@ApplicationScoped
public class AlertGroupLoader {
    /** Of each bond the alert that came first; whose lead was closed a moment ago waits to be given another. */
    private static final String BY_BOND = """
            select distinct on (r.kind, r.key) r.kind, r.key, coalesce(a.group_lead_id, a.id) as lead
            from unnest(?::text[], ?::text[]) as b(kind, key)
            join enterprise_relation r on r.kind = b.kind and r.key = b.key
                and r.valid_from <= ? and (r.valid_to is null or r.valid_to >= ?)
            join alert a on a.enterprise_id = r.enterprise_id and a.dimension = ? and a.closed_at is null
            left join alert l on l.id = a.group_lead_id
            where l.closed_at is null
            order by r.kind, r.key, a.group_lead_id is null, a.raised_at, a.id""";

    private static final String MEMBERS = """
            select coalesce(a.group_lead_id, a.id) as lead, a.id, a.notified_tier, a.owner_post, c.posts
            from alert a
            left join lateral (select array_agg(post_id) as posts from alert_copy where alert_id = a.id) c on true
            where (a.id = any(?) or a.group_lead_id = any(?)) and a.closed_at is null""";

    private final EnterpriseRelations relations;
    private final SuppressionSettings settings;

    AlertGroupLoader(EnterpriseRelations relations, SuppressionSettings settings) {
        this.relations = relations;
        this.settings = settings;
    }

    public AlertGroup.GroupIndex of(
            Connection connection, Dimension dimension, Collection<UUID> enterprises, Instant at) throws SQLException {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        Map<UUID, List<AlertGroup.Relationship>> bonds = new HashMap<>();
        Set<AlertGroup.Relationship> all = new TreeSet<>(java.util.Comparator.comparing(AlertGroup.Relationship::kind)
                .thenComparing(AlertGroup.Relationship::key));
        for (var membership : relations.of(connection, enterprises, day)) {
            AlertGroup.Relationship bond =
                    new AlertGroup.Relationship(membership.kind().name(), membership.key());
            bonds.computeIfAbsent(membership.enterpriseId(), id -> new ArrayList<>())
                    .add(bond);
            all.add(bond);
        }
        Map<AlertGroup.Relationship, AlertGroup> byBond =
                all.isEmpty() ? Map.of() : filled(connection, leads(connection, dimension, all, day));
        return new AlertGroup.GroupIndex(bonds, byBond, settings.groups().most());
    }

    private static Map<AlertGroup.Relationship, AlertGroup> leads(
            Connection connection, Dimension dimension, Set<AlertGroup.Relationship> bonds, LocalDate day)
            throws SQLException {
        Map<UUID, AlertGroup> groups = new HashMap<>();
        Map<AlertGroup.Relationship, AlertGroup> byBond = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BY_BOND)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            bonds.stream().map(AlertGroup.Relationship::kind).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            bonds.stream().map(AlertGroup.Relationship::key).toArray()));
            select.setObject(3, day);
            select.setObject(4, day);
            select.setString(5, dimension.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AlertGroup group = groups.computeIfAbsent(row.getObject("lead", UUID.class), AlertGroup::new);
                    byBond.put(new AlertGroup.Relationship(row.getString("kind"), row.getString("key")), group);
                }
            }
        }
        return byBond;
    }

    /** Gives each group its members and what posts were told of them. */
    private static Map<AlertGroup.Relationship, AlertGroup> filled(
            Connection connection, Map<AlertGroup.Relationship, AlertGroup> byBond) throws SQLException {
        Map<UUID, AlertGroup> byLead = new HashMap<>();
        byBond.values().forEach(group -> byLead.put(group.lead(), group));
        if (byLead.isEmpty()) return byBond;
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            var leads = connection.createArrayOf("uuid", byLead.keySet().toArray());
            select.setArray(1, leads);
            select.setArray(2, leads);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AlertGroup group = byLead.get(row.getObject("lead", UUID.class));
                    group.add();
                    String told = row.getString("notified_tier");
                    if (told == null) continue;
                    group.recordNotified(row.getObject("owner_post", UUID.class), Tier.valueOf(told));
                    if (row.getArray("posts") == null) continue;
                    for (UUID post : (UUID[]) row.getArray("posts").getArray()) {
                        group.recordNotified(post, Tier.valueOf(told));
                    }
                }
            }
        }
        return byBond;
    }
}

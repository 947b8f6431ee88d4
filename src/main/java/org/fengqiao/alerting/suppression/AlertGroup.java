package org.fengqiao.alerting.suppression;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/** Alerts of related enterprises that are open at the same time: a lead, its members, and which posts were told of them. */
public final class AlertGroup {
    private final UUID lead;
    private final Map<UUID, Tier> recordNotified = new HashMap<>();
    private int size;

    AlertGroup(UUID lead) {
        this.lead = lead;
    }

    public UUID lead() {
        return lead;
    }

    void add() {
        size++;
    }

    public void recordNotified(UUID post, Tier tier) {
        recordNotified.merge(post, tier, Tier::worse);
    }

    /** Whether the post was told of one of these alerts. */
    public boolean wasNotified(UUID post) {
        return recordNotified.containsKey(post);
    }

    public boolean wasNotified(UUID post, Tier tier) {
        return wasNotified(post) && recordNotified.get(post).compareTo(tier) >= 0;
    }

    /** What binds enterprises together: a controller, a site, a contractor. */
    record Relationship(String kind, String key) {}

    /** All groups a batch has to do with. An enterprise with several bonds joins the first that has a group. */
    public static final class GroupIndex {
        private final Map<UUID, List<Relationship>> bonds;
        private final Map<Relationship, AlertGroup> byBond;
        private final Map<UUID, AlertGroup> byLead = new LinkedHashMap<>();
        private final int most;

        GroupIndex(Map<UUID, List<Relationship>> bonds, Map<Relationship, AlertGroup> byBond, int most) {
            this.bonds = bonds;
            this.byBond = new HashMap<>(byBond);
            this.most = most;
            byBond.values().forEach(group -> byLead.put(group.lead, group));
        }

        /** The group of an alert that begins; one of its own when there is none yet, or none with room. */
        public Optional<AlertGroup> join(UUID enterprise, UUID alert) {
            List<Relationship> own = bonds.getOrDefault(enterprise, List.of());
            if (own.isEmpty()) return Optional.empty();
            AlertGroup group = own.stream()
                    .map(byBond::get)
                    .filter(one -> one != null && one.size < most)
                    .findFirst()
                    .orElseGet(() -> new AlertGroup(alert));
            group.add();
            byLead.putIfAbsent(group.lead, group);
            for (Relationship bond : own) {
                AlertGroup known = byBond.get(bond);
                if (known == null || known.size >= most) byBond.put(bond, group);
            }
            return Optional.of(group);
        }

        /** The group an open alert is in already. */
        public Optional<AlertGroup> of(UUID lead) {
            return Optional.ofNullable(byLead.get(lead));
        }
    }
}

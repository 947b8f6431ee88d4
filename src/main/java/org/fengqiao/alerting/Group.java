package org.fengqiao.alerting;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/** Alerts of related enterprises that are open at the same time: a lead, its members, and which posts were told of them. */
final class Group {
    private final UUID lead;
    private final Map<UUID, Tier> told = new HashMap<>();
    private int size;

    Group(UUID lead) {
        this.lead = lead;
    }

    UUID lead() {
        return lead;
    }

    void add() {
        size++;
    }

    void told(UUID post, Tier tier) {
        told.merge(post, tier, Tier::worse);
    }

    /** Whether the post was told of one of these alerts. */
    boolean knows(UUID post) {
        return told.containsKey(post);
    }

    boolean knows(UUID post, Tier tier) {
        return knows(post) && told.get(post).compareTo(tier) >= 0;
    }

    /** What binds enterprises together: a controller, a site, a contractor. */
    record Bond(String kind, String key) {}

    /** All groups a batch has to do with. An enterprise with several bonds joins the first that has a group. */
    static final class Book {
        private final Map<UUID, List<Bond>> bonds;
        private final Map<Bond, Group> byBond;
        private final Map<UUID, Group> byLead = new LinkedHashMap<>();
        private final int most;

        Book(Map<UUID, List<Bond>> bonds, Map<Bond, Group> byBond, int most) {
            this.bonds = bonds;
            this.byBond = new HashMap<>(byBond);
            this.most = most;
            byBond.values().forEach(group -> byLead.put(group.lead, group));
        }

        /** The group of an alert that begins; one of its own when there is none yet, or none with room. */
        Optional<Group> join(UUID enterprise, UUID alert) {
            List<Bond> own = bonds.getOrDefault(enterprise, List.of());
            if (own.isEmpty()) return Optional.empty();
            Group group = own.stream()
                    .map(byBond::get)
                    .filter(one -> one != null && one.size < most)
                    .findFirst()
                    .orElseGet(() -> new Group(alert));
            group.add();
            byLead.putIfAbsent(group.lead, group);
            for (Bond bond : own) {
                Group known = byBond.get(bond);
                if (known == null || known.size >= most) byBond.put(bond, group);
            }
            return Optional.of(group);
        }

        /** The group an open alert is in already. */
        Optional<Group> of(UUID lead) {
            return Optional.ofNullable(byLead.get(lead));
        }
    }
}

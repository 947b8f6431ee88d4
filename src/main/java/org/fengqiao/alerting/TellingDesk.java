package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.PostBook;

/** Settles of the alerts of a batch which group they join and who is told of them now. */
@ApplicationScoped
class TellingDesk {
    private final Groups groups;
    private final Silences silences;
    private final Forecasts forecasts;
    private final NoiseSettings settings;

    TellingDesk(Groups groups, Silences silences, Forecasts forecasts, NoiseSettings settings) {
        this.groups = groups;
        this.silences = silences;
        this.forecasts = forecasts;
        this.settings = settings;
    }

    /** @param arrivals gravest first; the answer is in the same order, so a lead comes before its members */
    List<Arrival.Settled> settle(
            Connection connection, PostBook posts, Dimension dimension, List<Arrival> arrivals, Instant at)
            throws SQLException {
        if (arrivals.isEmpty()) return List.of();
        List<UUID> enterprises =
                arrivals.stream().map(one -> one.assessment().enterpriseId()).toList();
        Group.Book book = groups.of(connection, dimension, enterprises, at);
        List<Silence> inForce = silences.inForce(connection, dimension, at);
        Brake brake = forecasts.brake(connection, dimension, at);
        List<Arrival.Settled> settled = new ArrayList<>();
        for (Arrival one : arrivals) {
            settled.add(settle(one, book, inForce, brake, posts, at));
        }
        return settled;
    }

    private Arrival.Settled settle(
            Arrival arrival, Group.Book book, List<Silence> inForce, Brake brake, PostBook posts, Instant at) {
        Optional<Group> group = group(arrival, book);
        Tier tier = arrival.assessment().tier();
        UUID owner = arrival.routed().owner().holder().postId();
        Telling telling = Telling.of(
                arrival.asCase(),
                arrival.last().flatMap(Decision.LastAlert::told),
                inForce,
                group.filter(one -> one.knows(owner, tier)).isPresent(),
                brake,
                arrival.cause().leadRule(),
                arrival.source(),
                at,
                settings.cooldown());
        UUID lead =
                group.map(Group::lead).filter(id -> !id.equals(arrival.id())).orElse(null);
        UUID supervisor = telling instanceof Telling.Hold hold && hold.reason() == Telling.Reason.BRAKED
                ? Supervisors.of(
                                posts,
                                arrival.assessment().dimension(),
                                arrival.routed().owner().holder(),
                                arrival.areaPath(),
                                at)
                        .postId()
                : null;
        return new Arrival.Settled(arrival, lead, telling, notices(arrival, telling, group, lead), supervisor);
    }

    /** An alert that gets graver stays in the group it is in. */
    private static Optional<Group> group(Arrival arrival, Group.Book book) {
        return arrival.kind() == Notice.Kind.UPGRADED
                ? book.of(arrival.last().map(Decision.LastAlert::lead).orElse(arrival.id()))
                : book.join(arrival.assessment().enterpriseId(), arrival.id());
    }

    /** Owner and copies; of a group each post is told once at a tier, and what is RED always. */
    private static List<Notice> notices(Arrival arrival, Telling telling, Optional<Group> group, UUID lead) {
        boolean byGroup = telling instanceof Telling.Hold hold && hold.reason() == Telling.Reason.GROUPED;
        if (telling instanceof Telling.Hold && !byGroup) return List.of();
        Tier tier = arrival.assessment().tier();
        List<Routing.Told> posts = new ArrayList<>();
        posts.add(arrival.routed().owner());
        posts.addAll(arrival.routed().copies());
        List<Notice> notices = new ArrayList<>();
        for (Routing.Told told : posts) {
            UUID post = told.holder().postId();
            if (tier != Tier.RED && group.filter(one -> one.knows(post, tier)).isPresent()) continue;
            boolean knew = group.filter(one -> one.knows(post)).isPresent();
            Notice.Kind kind = knew && arrival.kind() == Notice.Kind.RAISED ? Notice.Kind.UPGRADED : arrival.kind();
            Text why = arrival.routed().whyMe();
            notices.add(new Notice(
                    kind, arrival.id(), post, told.holder().username(), tier, lead == null ? why : ofGroup(why)));
            group.ifPresent(one -> one.told(post, tier));
        }
        return notices;
    }

    private static Text ofGroup(Text why) {
        return new Text(why.zh() + "；与关联企业的预警同组", why.en() + "; in one group with the alert of a related enterprise");
    }
}

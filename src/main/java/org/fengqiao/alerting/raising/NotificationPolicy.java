package org.fengqiao.alerting.raising;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertDecision;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.routing.Supervisors;
import org.fengqiao.alerting.suppression.AlertBaseline;
import org.fengqiao.alerting.suppression.AlertGroup;
import org.fengqiao.alerting.suppression.AlertGroupLoader;
import org.fengqiao.alerting.suppression.AlertThrottle;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.alerting.suppression.Silence;
import org.fengqiao.alerting.suppression.SilenceRepository;
import org.fengqiao.alerting.suppression.SuppressionSettings;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostDirectory;

/** Settles of the alerts of a batch which group they join and who is told of them now. */
@ApplicationScoped
class NotificationPolicy {
    private final AlertGroupLoader groups;
    private final SilenceRepository silences;
    private final AlertBaseline forecasts;
    private final SuppressionSettings settings;

    NotificationPolicy(
            AlertGroupLoader groups,
            SilenceRepository silences,
            AlertBaseline forecasts,
            SuppressionSettings settings) {
        this.groups = groups;
        this.silences = silences;
        this.forecasts = forecasts;
        this.settings = settings;
    }

    /** @param arrivals gravest first; the answer is in the same order, so a lead comes before its members */
    List<AlertChange.DecidedChange> decide(
            Connection connection, PostDirectory posts, Dimension dimension, List<AlertChange> arrivals, Instant at)
            throws SQLException {
        if (arrivals.isEmpty()) return List.of();
        List<UUID> enterprises =
                arrivals.stream().map(one -> one.assessment().enterpriseId()).toList();
        AlertGroup.GroupIndex book = groups.of(connection, dimension, enterprises, at);
        List<Silence> inForce = silences.inForce(dimension, at);
        AlertThrottle brake = forecasts.throttle(connection, dimension, at);
        List<AlertChange.DecidedChange> settled = new ArrayList<>();
        for (AlertChange one : arrivals) {
            settled.add(decide(one, book, inForce, brake, posts, at));
        }
        return settled;
    }

    private AlertChange.DecidedChange decide(
            AlertChange arrival,
            AlertGroup.GroupIndex book,
            List<Silence> inForce,
            AlertThrottle brake,
            PostDirectory posts,
            Instant at) {
        Optional<AlertGroup> group = group(arrival, book);
        Tier tier = arrival.assessment().tier();
        UUID owner = arrival.routing().owner().holder().postId();
        NotificationDecision telling = NotificationDecision.decide(
                arrival.silenceSubject(),
                arrival.last().flatMap(AlertDecision.PreviousAlert::lastNotification),
                inForce,
                group.filter(one -> one.wasNotified(owner, tier)).isPresent(),
                brake,
                arrival.basis().leadRule(),
                arrival.source(),
                at,
                settings.cooldown());
        UUID lead = group.map(AlertGroup::lead)
                .filter(id -> !id.equals(arrival.id()))
                .orElse(null);
        UUID supervisor = telling instanceof NotificationDecision.Suppress hold
                        && hold.reason() == NotificationDecision.Reason.BRAKED
                ? Supervisors.of(
                                posts,
                                arrival.assessment().dimension(),
                                arrival.routing().owner().holder(),
                                arrival.areaPath(),
                                at)
                        .postId()
                : null;
        return new AlertChange.DecidedChange(
                arrival, lead, telling, notices(arrival, telling, group, lead), supervisor);
    }

    /** An alert that gets graver stays in the group it is in. */
    private static Optional<AlertGroup> group(AlertChange arrival, AlertGroup.GroupIndex book) {
        return arrival.kind() == Notice.Kind.UPGRADED
                ? book.of(arrival.last().map(AlertDecision.PreviousAlert::lead).orElse(arrival.id()))
                : book.join(arrival.assessment().enterpriseId(), arrival.id());
    }

    /** Owner and copies; of a group each post is told once at a tier, and what is RED always. */
    private static List<Notice> notices(
            AlertChange arrival, NotificationDecision telling, Optional<AlertGroup> group, UUID lead) {
        boolean byGroup = telling instanceof NotificationDecision.Suppress hold
                && hold.reason() == NotificationDecision.Reason.GROUPED;
        if (telling instanceof NotificationDecision.Suppress && !byGroup) return List.of();
        Tier tier = arrival.assessment().tier();
        List<AlertRouter.Recipient> posts = new ArrayList<>();
        posts.add(arrival.routing().owner());
        posts.addAll(arrival.routing().copies());
        List<Notice> notices = new ArrayList<>();
        for (AlertRouter.Recipient told : posts) {
            UUID post = told.holder().postId();
            if (tier != Tier.RED
                    && group.filter(one -> one.wasNotified(post, tier)).isPresent()) continue;
            boolean knew = group.filter(one -> one.wasNotified(post)).isPresent();
            Notice.Kind kind = knew && arrival.kind() == Notice.Kind.RAISED ? Notice.Kind.UPGRADED : arrival.kind();
            BilingualText why = arrival.routing().explanation();
            notices.add(new Notice(
                    kind, arrival.id(), post, told.holder().username(), tier, lead == null ? why : ofGroup(why)));
            group.ifPresent(one -> one.recordNotified(post, tier));
        }
        return notices;
    }

    private static BilingualText ofGroup(BilingualText why) {
        return new BilingualText(
                why.zh() + "；与关联企业的预警同组", why.en() + "; in one group with the alert of a related enterprise");
    }
}

package org.fengqiao.alerting.raising;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
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

/** Decides group and notification of each alert in a batch. */
@ApplicationScoped
class NotificationPolicy {
    private final AlertGroupLoader groups;
    private final SilenceRepository silences;
    private final AlertBaseline baseline;
    private final SuppressionSettings settings;

    NotificationPolicy(
            AlertGroupLoader groups, SilenceRepository silences, AlertBaseline baseline, SuppressionSettings settings) {
        this.groups = groups;
        this.silences = silences;
        this.baseline = baseline;
        this.settings = settings;
    }

    /** @param changes the gravest first; the result is in the same order, so a lead comes before its members */
    List<AlertChange.DecidedChange> decide(
            Connection connection, PostDirectory posts, Dimension dimension, List<AlertChange> changes, Instant at)
            throws SQLException {
        if (changes.isEmpty()) return List.of();
        List<UUID> enterprises = changes.stream()
                .map(change -> change.assessment().enterpriseId())
                .toList();
        AlertGroup.GroupIndex groupIndex = groups.of(connection, dimension, enterprises, at);
        List<Silence> inForce = silences.inForce(dimension, at);
        AlertThrottle throttle = baseline.throttle(connection, dimension, at);
        List<AlertChange.DecidedChange> decided = new ArrayList<>();
        for (AlertChange change : changes) {
            decided.add(decide(change, group(change, groupIndex), inForce, throttle, posts, at));
        }
        return decided;
    }

    /** Of what people decided everybody concerned is notified: no silence, group or throttle suppresses that. */
    AlertChange.DecidedChange notifyAlways(AlertChange change, Instant at) {
        change.alert().notifyOwner(at);
        NotificationDecision decision = new NotificationDecision.Notify();
        return new AlertChange.DecidedChange(change, decision, notices(change, decision, Optional.empty()), null);
    }

    private AlertChange.DecidedChange decide(
            AlertChange change,
            Optional<AlertGroup> group,
            List<Silence> inForce,
            AlertThrottle throttle,
            PostDirectory posts,
            Instant at) {
        Tier tier = change.assessment().tier();
        UUID owner = change.routing().owner().holder().postId();
        NotificationDecision decision = NotificationDecision.decide(
                change.silenceSubject(),
                change.previous().flatMap(AlertChange.PreviousAlert::lastNotification),
                inForce,
                group.filter(found -> found.wasNotified(owner, tier)).isPresent(),
                throttle,
                change.basis().leadRule(),
                change.source(),
                at,
                settings.cooldown());
        if (decision instanceof NotificationDecision.Notify) change.alert().notifyOwner(at);
        UUID supervisor = decision instanceof NotificationDecision.Suppress suppressed
                        && suppressed.reason() == NotificationDecision.Reason.THROTTLED
                ? Supervisors.of(
                                posts,
                                change.assessment().dimension(),
                                change.routing().owner().holder(),
                                change.areaPath(),
                                at)
                        .postId()
                : null;
        return new AlertChange.DecidedChange(change, decision, notices(change, decision, group), supervisor);
    }

    /** An alert that is upgraded stays in its group. */
    private static Optional<AlertGroup> group(AlertChange change, AlertGroup.GroupIndex index) {
        if (change.event() == AlertEvent.UPGRADED)
            return index.of(change.alert().groupLead());
        Optional<AlertGroup> group = index.join(change.assessment().enterpriseId(), change.id());
        group.ifPresent(joined -> change.alert().joinGroup(joined.lead()));
        return group;
    }

    /** Owner and copies; of a group each post is notified once at a tier, and of RED always. */
    private static List<Notice> notices(AlertChange change, NotificationDecision decision, Optional<AlertGroup> group) {
        if (decision instanceof NotificationDecision.Suppress suppressed
                && suppressed.reason() != NotificationDecision.Reason.GROUPED) return List.of();
        Tier tier = change.assessment().tier();
        List<AlertRouter.Recipient> recipients = new ArrayList<>();
        recipients.add(change.routing().owner());
        recipients.addAll(change.routing().copies());
        boolean isLed = group.filter(found -> !found.lead().equals(change.id())).isPresent();
        BilingualText why = change.routing().explanation();
        List<Notice> notices = new ArrayList<>();
        for (AlertRouter.Recipient recipient : recipients) {
            UUID post = recipient.holder().postId();
            if (tier != Tier.RED
                    && group.filter(found -> found.wasNotified(post, tier)).isPresent()) continue;
            boolean knowsGroup = group.filter(found -> found.wasNotified(post)).isPresent();
            notices.add(new Notice(
                    knowsGroup && change.isRaised() ? Notice.Kind.UPGRADED : change.noticeKind(),
                    change.id(),
                    post,
                    recipient.holder().username(),
                    tier,
                    isLed ? ofGroup(why) : why));
            group.ifPresent(found -> found.recordNotified(post, tier));
        }
        return notices;
    }

    private static BilingualText ofGroup(BilingualText why) {
        return new BilingualText(
                why.zh() + "；与关联企业的预警同组", why.en() + "; in one group with the alert of a related enterprise");
    }
}

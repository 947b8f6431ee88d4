package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.notification.reach.Obstacle;
import org.fengqiao.notification.reach.Reachability;
import org.fengqiao.notification.reach.ReachabilityAlarms;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostStore;

/** Who is told now, and who is told when that person cannot be reached. */
@ApplicationScoped
class FallbackRecipients {
    private final PostStore posts;
    private final Reachability reachability;
    private final ReachabilityAlarms alarms;

    FallbackRecipients(PostStore posts, Reachability reachability, ReachabilityAlarms alarms) {
        this.posts = posts;
        this.reachability = reachability;
        this.alarms = alarms;
    }

    /** Somebody else who can be told. */
    record FallbackRecipient(UUID post, String username) {}

    /** Whoever answers for the post now; what was passed on is for the person it was passed to. */
    Optional<String> currentRecipient(ClaimedNotification notification, Instant at) {
        if (notification.post() == null || notification.isPassedOn())
            return Optional.ofNullable(notification.username());
        return posts.directory().assignmentOf(notification.post().id(), at).flatMap(PostAssignment::username);
    }

    /** What makes it useless to send this to a person: nobody would read it, or they could not act. It is an alarm. */
    Optional<Obstacle> obstacle(ClaimedNotification notification, String person, Instant at) {
        ClaimedNotification.RecipientPost post = notification.post();
        Optional<Obstacle> obstacle = post == null
                ? reachability.obstacle(person, null, null, at)
                : reachability.obstacle(person, post.kind(), post.areaPath(), at);
        if (obstacle.filter(Obstacle::isBlocking).isEmpty()) return Optional.empty();
        alarms.runDue(at);
        return obstacle;
    }

    /** The next who can be told; what a person is told for themselves is for nobody else. */
    Optional<FallbackRecipient> nextRecipient(ClaimedNotification notification, String unreached, Instant at) {
        UUID post = responsiblePost(notification);
        if (post == null) return Optional.empty();
        Set<String> tried = new HashSet<>(notification.unreached());
        tried.add(unreached);
        return reachability
                .next(posts.directory(), post, tried, at)
                .map(next ->
                        new FallbackRecipient(next.postId(), next.username().orElseThrow()));
    }

    /** Of what a person is told about an alert: the post that owns it. */
    private static UUID responsiblePost(ClaimedNotification notification) {
        if (notification.post() != null) return notification.post().id();
        boolean personal = notification.alert() == null || notification.kind() == Notice.Kind.OUTCOME;
        return personal ? null : notification.alert().ownerPost();
    }
}

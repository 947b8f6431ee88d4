package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** Who is told now, and who is told when that person cannot be reached. */
@ApplicationScoped
class FallbackRecipients {
    private final PostStore posts;

    FallbackRecipients(PostStore posts) {
        this.posts = posts;
    }

    /** Somebody else who can be told. */
    record FallbackRecipient(UUID post, String username) {}

    /** Whoever answers for the post now; what was passed on is for the person it was passed to. */
    Optional<String> currentRecipient(ClaimedNotification notification, Instant at) {
        if (notification.post() == null || notification.isPassedOn())
            return Optional.ofNullable(notification.username());
        return posts.directory().assignmentOf(notification.post().id(), at).flatMap(PostAssignment::username);
    }

    /** Somebody else who answers for the post, then the nearest desk: for care the city's care team, never a labour desk. */
    Optional<FallbackRecipient> nextRecipient(ClaimedNotification notification, String unreached, Instant at) {
        if (notification.post() == null) return Optional.empty();
        Set<String> tried = new HashSet<>(notification.unreached());
        tried.add(unreached);
        PostDirectory directory = posts.directory();
        return directory
                .findOther(notification.post().id(), tried, at)
                .or(() -> desk(notification, directory, at))
                .filter(post -> post.username().isPresent()
                        && !tried.contains(post.username().get()))
                .map(post ->
                        new FallbackRecipient(post.postId(), post.username().get()));
    }

    private static Optional<PostAssignment> desk(
            ClaimedNotification notification, PostDirectory directory, Instant at) {
        Optional<PostAssignment> desk = notification.isCare()
                ? directory.findNearest(PostKind.CARE_TEAM, "", at)
                : Optional.of(directory.dutyDesk(notification.post().areaPath(), at));
        return desk.filter(post -> !post.postId().equals(notification.post().id()));
    }
}

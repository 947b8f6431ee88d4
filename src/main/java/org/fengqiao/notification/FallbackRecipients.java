package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** Who is told now, and who is told when that person cannot be reached. */
@ApplicationScoped
class FallbackRecipients {
    private final PostStore posts;
    private final NotificationStore store;

    FallbackRecipients(PostStore posts, NotificationStore store) {
        this.posts = posts;
        this.store = store;
    }

    /** Somebody else who can be told. */
    record FallbackRecipient(UUID post, String username) {}

    /** Whoever answers for the post now; what was passed on is for the one it was passed to. */
    Optional<String> currentRecipient(ClaimedNotification due, Instant at) {
        if (due.post() == null || due.passedOn()) return Optional.ofNullable(due.username());
        // The book knows more than the list of holders, but finds one of several posts of a kind in an area.
        Optional<PostAssignment> answers =
                posts.directory().findNearest(due.post().kind(), due.post().areaPath(), at);
        if (answers.filter(holder -> holder.postId().equals(due.post().id())).isPresent())
            return answers.get().username();
        return store.holders(due.post().id(), at).stream().findFirst();
    }

    /** Another holder or stand-in of the post, then the nearest desk: for care the city's care team, never a labour desk. */
    Optional<FallbackRecipient> nextRecipient(ClaimedNotification due, String unreached, Instant at) {
        if (due.post() == null) return Optional.empty();
        for (String username : store.holders(due.post().id(), at)) {
            if (!username.equals(unreached) && !due.tried().contains(username))
                return Optional.of(new FallbackRecipient(due.post().id(), username));
        }
        PostDirectory book = posts.directory();
        Optional<PostAssignment> desk = due.isCare()
                ? book.findNearest(PostKind.CARE_TEAM, "", at)
                : Optional.of(book.dutyDesk(due.post().areaPath(), at));
        return desk.filter(holder -> !holder.postId().equals(due.post().id()))
                .filter(holder -> holder.username().isPresent())
                .filter(holder -> !List.of(unreached).contains(holder.username().get())
                        && !due.tried().contains(holder.username().get()))
                .map(holder ->
                        new FallbackRecipient(holder.postId(), holder.username().get()));
    }
}

package org.fengqiao.response.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostKind;
import org.fengqiao.registry.PostStore;

/** Who is told now, and who is told when that person cannot be reached. */
@ApplicationScoped
class Successors {
    private final PostStore posts;
    private final NotificationStore store;

    Successors(PostStore posts, NotificationStore store) {
        this.posts = posts;
        this.store = store;
    }

    /** Somebody else who can be told. */
    record Next(UUID post, String username) {}

    /** Whoever answers for the post now; what was passed on is for the one it was passed to. */
    Optional<String> person(Due due, Instant at) {
        if (due.post() == null || due.passedOn()) return Optional.ofNullable(due.username());
        // The book knows more than the list of holders, but finds one of several posts of a kind in an area.
        Optional<Holder> answers =
                posts.book().find(due.post().kind(), due.post().areaPath(), at);
        if (answers.filter(holder -> holder.postId().equals(due.post().id())).isPresent())
            return answers.get().username();
        return store.holders(due.post().id(), at).stream().findFirst();
    }

    /** Another holder or stand-in of the post, then the nearest desk: for care the city's care team, never a labour desk. */
    Optional<Next> after(Due due, String unreached, Instant at) {
        if (due.post() == null) return Optional.empty();
        for (String username : store.holders(due.post().id(), at)) {
            if (!username.equals(unreached) && !due.tried().contains(username))
                return Optional.of(new Next(due.post().id(), username));
        }
        PostBook book = posts.book();
        Optional<Holder> desk = due.isCare()
                ? book.find(PostKind.CARE_TEAM, "", at)
                : Optional.of(book.dutyDesk(due.post().areaPath(), at));
        return desk.filter(holder -> !holder.postId().equals(due.post().id()))
                .filter(holder -> holder.username().isPresent())
                .filter(holder -> !List.of(unreached).contains(holder.username().get())
                        && !due.tried().contains(holder.username().get()))
                .map(holder -> new Next(holder.postId(), holder.username().get()));
    }
}

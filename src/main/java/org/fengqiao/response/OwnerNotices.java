package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/** Tells the post that owns an alert what somebody else did to it, once that cannot be taken back any more. */
@ApplicationScoped
class OwnerNotices {
    private final PostStore posts;
    private final Outbox outbox;

    OwnerNotices(PostStore posts, Outbox outbox) {
        this.posts = posts;
        this.outbox = outbox;
    }

    void hold(Notice.Kind kind, Alert alert, ActionContext action) {
        outbox.hold(alert.id(), notices(kind, alert, action.by(), action.at()), action.at());
    }

    /** At once, of what cannot be taken back. */
    void put(Notice.Kind kind, Alert alert, String by, Instant at) {
        outbox.put(alert.id(), notices(kind, alert, by, at), at);
    }

    /** None to somebody who did it themselves. */
    private List<Notice> notices(Notice.Kind kind, Alert alert, String by, Instant at) {
        PostDirectory directory = posts.directory();
        PostAssignment owner = directory.assignmentOf(alert.owner().post(), at).orElseThrow();
        if (directory.answersFor(owner.postId(), by, at)) return List.of();
        BilingualText why = Messages.text("why." + kind, Map.of("tier", Messages.text("tier." + alert.tier())));
        return List.of(new Notice(kind, alert.id(), owner.postId(), owner.username(), alert.tier(), why));
    }

    /** @param at when it was done */
    void withdraw(Notice.Kind kind, Alert alert, Instant at) {
        outbox.withdraw(alert.id(), kind, at);
    }
}

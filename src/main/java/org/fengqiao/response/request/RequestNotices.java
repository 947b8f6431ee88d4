package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.registry.post.PostAssignment;

/** Who is told of a request and of its answer. */
@ApplicationScoped
class RequestNotices {
    private final AskedPosts posts;

    RequestNotices(AskedPosts posts) {
        this.posts = posts;
    }

    /** To the asked post. */
    Notice asked(Alert alert, AlertRequest request, PostAssignment asked, Instant at) {
        return notice(kind(request), alert, asked, text("asked", alert, request, at));
    }

    /** To the post above, and to the last that did not answer. */
    List<Notice> climbed(Alert alert, AlertRequest request, PostAssignment silent, PostAssignment above, Instant at) {
        return List.of(
                notice(kind(request), alert, above, text("climbed", alert, request, at)),
                notice(kind(request), alert, silent, text("reminder", alert, request, at)));
    }

    /** To the post that owned the alert, and to whoever asked for it if that is somebody else. */
    List<Notice> answered(Alert alert, AlertRequest request, Instant at) {
        BilingualText why = text(request.state.name(), alert, request, at);
        Notice.Kind kind =
                switch (request.kind) {
                    case TRANSFER -> Notice.Kind.TRANSFER_ANSWERED;
                    case ASSISTANCE -> Notice.Kind.ASSISTANCE_ANSWERED;
                };
        PostAssignment from = posts.assignmentOf(request.fromPost, at);
        List<Notice> notices = new ArrayList<>();
        if (!from.username().equals(Optional.of(request.endedBy))) notices.add(notice(kind, alert, from, why));
        boolean another = !posts.isOf(request.fromPost, request.requestedBy, at);
        if (another && !request.requestedBy.equals(request.endedBy))
            notices.add(new Notice(kind, alert.id(), null, Optional.of(request.requestedBy), alert.tier(), why));
        return notices;
    }

    private static Notice.Kind kind(AlertRequest request) {
        return switch (request.kind) {
            case TRANSFER -> Notice.Kind.TRANSFER;
            case ASSISTANCE -> Notice.Kind.ASSISTANCE;
        };
    }

    private BilingualText text(String about, Alert alert, AlertRequest request, Instant at) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("from", posts.assignmentOf(request.fromPost, at).name());
        arguments.put("asked", posts.assignmentOf(request.askedPost, at).name());
        arguments.put("tier", Messages.text("tier." + alert.tier()));
        arguments.put("reason", request.reason);
        arguments.put("due", request.dueAt);
        arguments.put("answer", request.answer);
        return Messages.text("request." + request.kind + "." + about, arguments);
    }

    private static Notice notice(Notice.Kind kind, Alert alert, PostAssignment to, BilingualText why) {
        return new Notice(kind, alert.id(), to.postId(), to.username(), alert.tier(), why);
    }
}

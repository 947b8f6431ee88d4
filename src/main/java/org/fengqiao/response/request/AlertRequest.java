package org.fengqiao.response.request;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.hibernate.annotations.DynamicUpdate;

/** What the post that owns an alert asks of another post. Until somebody answers it climbs, from post to post. */
@Entity
@Table(name = "alert_request")
@DynamicUpdate
class AlertRequest {
    @Id
    UUID id;

    UUID alertId;

    @Enumerated(EnumType.STRING)
    RequestKind kind;

    @Enumerated(EnumType.STRING)
    RequestState state;

    UUID fromPost;
    String requestedBy;
    Instant requestedAt;
    UUID askedPost;
    String reason;
    Instant dueAt;
    List<UUID> climbedTo = new ArrayList<>();

    /** When it climbs next; null once it has ended. */
    Instant escalateAt;

    Instant endedAt;
    String endedBy;
    String answer;

    protected AlertRequest() {}

    AlertRequest(
            UUID id,
            Alert alert,
            RequestKind kind,
            UUID askedPost,
            String by,
            String reason,
            Instant dueAt,
            Instant at) {
        this.id = id;
        this.alertId = alert.id();
        this.kind = kind;
        this.state = RequestState.OPEN;
        this.fromPost = alert.owner().post();
        this.requestedBy = by;
        this.requestedAt = at;
        this.askedPost = askedPost;
        this.reason = reason;
        this.dueAt = dueAt;
        this.escalateAt = dueAt;
    }

    /** Whether somebody asks for what they have asked for already. */
    boolean isRepeatedBy(UUID post, String by, String why) {
        return isOpen() && askedPost.equals(post) && requestedBy.equals(by) && reason.equals(why);
    }

    /** Whether somebody says again what ended it. */
    boolean wasEndedBy(RequestState how, String by) {
        return state == how && by.equals(endedBy);
    }

    boolean isOpen() {
        return state == RequestState.OPEN;
    }

    /** Whether nobody needs to answer any more: a transfer is offered by the post that owns the alert. */
    boolean isMootFor(Alert alert) {
        return !alert.isOpen()
                || kind == RequestKind.TRANSFER
                        && !fromPost.equals(alert.owner().post());
    }

    /** Those who may answer: the asked post, and the posts above it to which it climbed. */
    List<UUID> posts() {
        List<UUID> posts = new ArrayList<>(List.of(askedPost));
        posts.addAll(climbedTo);
        return posts;
    }

    /** The post from which it climbs next. */
    UUID lastAsked() {
        return climbedTo.isEmpty() ? askedPost : climbedTo.get(climbedTo.size() - 1);
    }

    void climbTo(UUID post) {
        climbedTo.add(post);
    }

    void lookAgainAt(Instant next) {
        escalateAt = next;
    }

    /** @param by null when nobody ended it */
    void end(RequestState how, String by, String words, Instant at) {
        requireOpen();
        state = how;
        endedBy = by;
        answer = words;
        endedAt = at;
        escalateAt = null;
    }

    void requireOpen() {
        if (isOpen()) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "request-ended",
                "这项请求已经结束，不能再答复或撤回。",
                "This request has ended already; it can be neither answered nor taken back any more.");
    }
}

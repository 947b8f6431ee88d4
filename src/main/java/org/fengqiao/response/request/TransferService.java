package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOwner;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.response.AlertSteps;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/** An alert is handed to another post: offered with a reason, then accepted, or returned with a reason. */
@ApplicationScoped
@Transactional
public class TransferService {
    /** Why its owner is its owner, from then on. */
    private static final String REASON = "TRANSFERRED";

    private final AlertSteps steps;
    private final AlertRequestRepository requests;
    private final AskedPosts posts;
    private final RequestTimes times;
    private final RequestNotices notices;
    private final Outbox outbox;
    private final Ids ids;

    TransferService(
            AlertSteps steps,
            AlertRequestRepository requests,
            AskedPosts posts,
            RequestTimes times,
            RequestNotices notices,
            Outbox outbox,
            Ids ids) {
        this.steps = steps;
        this.requests = requests;
        this.posts = posts;
        this.times = times;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Until the post accepts, the present owner stays responsible and clocks go on. */
    public StepResult offer(UUID id, UUID post, String by, StepNote note) {
        String reason = note.requireNote().note();
        Map<String, Object> told = new HashMap<>(Map.of("post", post));
        return steps.take(id, by, note, AlertEvent.TRANSFER_OFFERED, told, (alert, action) -> {
            Optional<AlertRequest> open = requests.latestTransfer(id).filter(AlertRequest::isOpen);
            if (open.filter(offer -> offer.isRepeatedBy(post, by, reason)).isPresent()) return Optional.empty();
            AlertEvent event = alert.offerTransfer(action);
            PostAssignment asked = requireOther(post, alert, action.at());
            open.ifPresent(offer -> lapse(offer, alert, action.at()));
            Instant due = times.answerDue(alert.tier(), action.at());
            AlertRequest offer =
                    new AlertRequest(ids.next(), alert, RequestKind.TRANSFER, post, by, reason, due, action.at());
            requests.persist(offer);
            told.put("due", due);
            outbox.put(offer.id, List.of(notices.asked(alert, offer, asked, action.at())), action.at());
            return Optional.of(event);
        });
    }

    private PostAssignment requireOther(UUID post, Alert alert, Instant at) {
        PostAssignment asked = posts.require(post, alert, at);
        if (!post.equals(alert.owner().post())) return asked;
        throw ProblemException.invalid(
                "post-owns-it",
                "这条预警已经由" + asked.name().zh() + "负责，请选择另一个岗位。",
                asked.name().en() + " owns this alert already; choose another post.");
    }

    /** One offer at a time; one whose alert got another owner meanwhile is in nobody's way. */
    private void lapse(AlertRequest offer, Alert alert, Instant at) {
        if (!offer.isMootFor(alert)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "transfer-open",
                    "这条预警已提出移交，尚未答复。请等待答复，或先撤回。",
                    "This alert is offered to a post already. Wait for its answer, or take the offer back first.");
        }
        offer.end(RequestState.LAPSED, null, null, at);
        requests.flush(); // there is one open offer at a time
    }

    /** The asked post owns the alert from now on; so does a post above it that accepts in its place. */
    public StepResult accept(UUID id, String by, StepNote note) {
        Map<String, Object> told = new HashMap<>();
        return answer(
                id, by, note, RequestState.ACCEPTED, AlertEvent.TRANSFER_ACCEPTED, told, (offer, alert, action) -> {
                    if (offer.isMootFor(alert)) throw lapsed();
                    PostAssignment post = posts.requireAnsweredBy(offer, by, action.at());
                    told.put("post", post.postId());
                    return alert.acceptTransfer(new AlertOwner(post.postId(), by, REASON), action);
                });
    }

    /** The present owner keeps it. */
    public StepResult giveBack(UUID id, String by, StepNote note) {
        note.requireNote();
        return answer(
                id, by, note, RequestState.RETURNED, AlertEvent.TRANSFER_RETURNED, Map.of(), (offer, alert, action) -> {
                    posts.requireAnsweredBy(offer, by, action.at());
                    return alert.recordRequest(AlertEvent.TRANSFER_RETURNED, action);
                });
    }

    /** Whoever offered it, or somebody else of that post, takes the offer back before it is answered. */
    public StepResult withdraw(UUID id, String by, StepNote note) {
        return steps.take(id, by, note, AlertEvent.TRANSFER_WITHDRAWN, (alert, action) -> {
            AlertRequest offer = required(id);
            if (offer.wasEndedBy(RequestState.WITHDRAWN, by)) return Optional.empty();
            posts.requireAskedBy(offer, by, action.at());
            offer.end(RequestState.WITHDRAWN, by, note.note(), action.at());
            requests.clearAlarm(offer, action.at());
            outbox.withdraw(offer.id);
            return Optional.of(alert.recordRequest(AlertEvent.TRANSFER_WITHDRAWN, action));
        });
    }

    /** What an answer does to an alert that is locked. */
    @FunctionalInterface
    private interface Answer {
        AlertEvent take(AlertRequest offer, Alert alert, ActionContext action);
    }

    private StepResult answer(
            UUID id,
            String by,
            StepNote note,
            RequestState how,
            AlertEvent step,
            Map<String, Object> told,
            Answer transition) {
        return steps.take(id, by, note, step, told, (alert, action) -> {
            AlertRequest offer = required(id);
            if (offer.wasEndedBy(how, by)) return Optional.empty();
            offer.requireOpen();
            AlertEvent event = transition.take(offer, alert, action);
            offer.end(how, by, note.note(), action.at());
            requests.clearAlarm(offer, action.at());
            outbox.withdraw(offer.id);
            outbox.put(offer.id, notices.answered(alert, offer, action.at()), action.at());
            return Optional.of(event);
        });
    }

    private AlertRequest required(UUID alert) {
        return requests.latestTransfer(alert)
                .orElseThrow(() -> ProblemException.notFound(
                        "transfer-none", "没有人提出移交这条预警。", "Nobody offered this alert to another post."));
    }

    private static ProblemException lapsed() {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "transfer-lapsed",
                "提出移交之后，这条预警已换了责任岗位，移交不再有效。如仍需移交，请现责任岗位重新提出。",
                "The alert got another owner since it was offered, so the offer no longer holds. Its owner may offer it"
                        + " again.");
    }
}

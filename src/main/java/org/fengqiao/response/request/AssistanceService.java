package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.response.AlertSteps;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/** A colleague or another office is asked for something until a moment (吹哨报到). The alert stays with its owner. */
@ApplicationScoped
@Transactional
public class AssistanceService {
    private static final int MOST_OPEN = 20;
    private static final int MOST_DAYS = 90;

    private final AlertSteps steps;
    private final AlertRequestRepository requests;
    private final AskedPosts posts;
    private final RequestNotices notices;
    private final Outbox outbox;
    private final Ids ids;

    AssistanceService(
            AlertSteps steps,
            AlertRequestRepository requests,
            AskedPosts posts,
            RequestNotices notices,
            Outbox outbox,
            Ids ids) {
        this.steps = steps;
        this.requests = requests;
        this.posts = posts;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** @param due by when the post has to answer */
    public StepResult request(UUID id, UUID post, Instant due, String by, StepNote note) {
        String wanted = note.requireNote().note();
        Map<String, Object> told = new HashMap<>();
        told.put("post", post);
        told.put("due", due);
        return steps.take(id, by, note, AlertEvent.ASSISTANCE_REQUESTED, told, (alert, action) -> {
            if (requests.openAssistance(id, post, by, wanted).isPresent()) return Optional.empty();
            AlertEvent event = alert.recordRequest(AlertEvent.ASSISTANCE_REQUESTED, action);
            PostAssignment asked = posts.require(post, alert, action.at());
            requireDue(due, action.at());
            requireFew(alert);
            AlertRequest request =
                    new AlertRequest(ids.next(), alert, RequestKind.ASSISTANCE, post, by, wanted, due, action.at());
            requests.persist(request);
            outbox.put(request.id, List.of(notices.asked(alert, request, asked, action.at())), action.at());
            return Optional.of(event);
        });
    }

    private static void requireDue(Instant due, Instant now) {
        if (due != null && due.isAfter(now) && !due.isAfter(now.plus(MOST_DAYS, ChronoUnit.DAYS))) return;
        throw ProblemException.invalid(
                "due-unusable",
                "请在 dueAt 写明须在何时前答复：现在之后、" + MOST_DAYS + "天之内。",
                "Say in \"dueAt\" by when you need the answer: after now, within " + MOST_DAYS + " days.");
    }

    private void requireFew(Alert alert) {
        if (requests.countOpenAssistance(alert.id()) < MOST_OPEN) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "too-many-requests-open",
                "这条预警已有" + MOST_OPEN + "项未答复的求助。请先撤回不再需要的。",
                "This alert has " + MOST_OPEN + " unanswered requests for help; take back those you no longer need.");
    }

    /** The asked post, or one above it, says what it did. */
    public StepResult answer(UUID id, UUID requestId, String by, StepNote note) {
        note.requireNote();
        return steps.take(id, by, note, AlertEvent.ASSISTANCE_ANSWERED, (alert, action) -> {
            AlertRequest request = requests.assistance(id, requestId);
            if (request.wasEndedBy(RequestState.ANSWERED, by)) return Optional.empty();
            request.requireOpen();
            posts.requireAnsweredBy(request, by, action.at());
            AlertEvent event = alert.recordRequest(AlertEvent.ASSISTANCE_ANSWERED, action);
            request.end(RequestState.ANSWERED, by, note.note(), action.at());
            requests.clearAlarm(request, action.at());
            outbox.withdraw(request.id);
            outbox.put(request.id, notices.answered(alert, request, action.at()), action.at());
            return Optional.of(event);
        });
    }

    /** Whoever asked no longer needs it. */
    public StepResult withdraw(UUID id, UUID requestId, String by, StepNote note) {
        return steps.take(id, by, note, AlertEvent.ASSISTANCE_WITHDRAWN, (alert, action) -> {
            AlertRequest request = requests.assistance(id, requestId);
            if (request.wasEndedBy(RequestState.WITHDRAWN, by)) return Optional.empty();
            posts.requireAskedBy(request, by, action.at());
            AlertEvent event = alert.recordRequest(AlertEvent.ASSISTANCE_WITHDRAWN, action);
            request.end(RequestState.WITHDRAWN, by, note.note(), action.at());
            requests.clearAlarm(request, action.at());
            outbox.withdraw(request.id);
            return Optional.of(event);
        });
    }
}

package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/** How people close an alert: at RED and ORANGE one asks for it and another reviews that. */
@ApplicationScoped
@Transactional
public class AlertClosing {
    private final AlertRepository alerts;
    private final AlertSteps steps;
    private final EnterpriseAffiliations affiliations;
    private final ReviewRequests reviews;
    private final EnterpriseTaskRepository tasks;
    private final ReporterFeedback feedback;

    AlertClosing(
            AlertRepository alerts,
            AlertSteps steps,
            EnterpriseAffiliations affiliations,
            ReviewRequests reviews,
            EnterpriseTaskRepository tasks,
            ReporterFeedback feedback) {
        this.alerts = alerts;
        this.steps = steps;
        this.affiliations = affiliations;
        this.reviews = reviews;
        this.tasks = tasks;
        this.feedback = feedback;
    }

    /** @param into the alert in which this one goes on; given with MERGED and not otherwise */
    public StepResult close(UUID id, String by, AlertOutcome outcome, UUID into, StepNote note) {
        if ((outcome == AlertOutcome.MERGED) != (into != null)) {
            throw ProblemException.invalid(
                    "merged-into-what",
                    "合并（MERGED）须在 into 写明并入哪条预警；其他结果不写",
                    "MERGED names in \"into\" the alert that it goes into; the other outcomes name none");
        }
        Map<String, Object> arguments = new HashMap<>(Map.of("outcome", outcome));
        if (into != null) arguments.put("into", into);
        return steps.take(id, by, note.requireNote(), AlertEvent.CLOSED, arguments, (alert, action) -> {
            requireIndependent(alert, action);
            if (into != null) requireMergeable(alert, into);
            else if (alert.needsReview()) note.requireAttachment();
            Optional<AlertEvent> event = alert.close(outcome, into, action);
            if (event.equals(Optional.of(AlertEvent.CLOSE_REQUESTED))) reviews.request(alert, action.at());
            return finished(alert, event, action.at());
        });
    }

    /** The reviewer agrees: it is closed. */
    public StepResult confirm(UUID id, String by, StepNote note) {
        Map<String, Object> arguments = new HashMap<>(Map.of("reviewed", true));
        arguments.put("outcome", alerts.lock(id).outcome());
        return steps.take(id, by, note, AlertEvent.CLOSED, arguments, (alert, action) -> {
            requireIndependent(alert, action);
            return finished(alert, alert.confirmClosing(action), action.at());
        });
    }

    public StepResult reject(UUID id, String by, StepNote note) {
        return steps.take(id, by, note.requireNote(), AlertEvent.CLOSE_REJECTED, (alert, action) -> {
            requireIndependent(alert, action);
            return Optional.of(alert.rejectClosing(action));
        });
    }

    private Optional<AlertEvent> finished(Alert alert, Optional<AlertEvent> event, Instant at) {
        if (event.equals(Optional.of(AlertEvent.CLOSED))) {
            tasks.withdraw(alert.id(), at);
            feedback.notifyReporters(alert, at);
        }
        return event;
    }

    /** Affiliated users cannot close or review alerts of their enterprise. */
    void requireIndependent(Alert alert, ActionContext action) {
        if (affiliations.isAffiliated(action.by(), alert.scope().enterprise(), action.at())) {
            throw ProblemException.forbidden(
                    "employed-there",
                    "您受雇于这家企业，不能关闭或复核它的预警；请交给该辖区的另一位经办人",
                    "You are employed by this enterprise, so you can neither close its alerts nor review that; ask another"
                            + " officer of the area");
        }
    }

    private void requireMergeable(Alert alert, UUID into) {
        if (!alert.id().equals(into)) {
            Alert target = alerts.lock(into);
            if (target.isOpen() && target.scope().dimension() == alert.scope().dimension()) return;
        }
        throw ProblemException.invalid(
                "lead-unfit",
                "预警 " + into + " 不能接收：须是同一维度、尚未关闭的另一条预警",
                "Alert " + into + " can't take it: name another open alert of the same dimension");
    }
}

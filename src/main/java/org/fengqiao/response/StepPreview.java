package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Releases;

/**
 * Which steps somebody could take with an alert now, and why not the others. Each is tried on a copy that is thrown away, so
 * that the answer is the alert's own.
 */
@ApplicationScoped
@Transactional
public class StepPreview {
    /** The steps of people, in their usual order. */
    public enum Step {
        ACKNOWLEDGE,
        CONTACT,
        PLAN,
        CLOSE,
        CONFIRM,
        REJECT,
        NOTE
    }

    /**
     * A step, and why it can't be taken.
     *
     * @param refusal null if it can
     */
    public record StepOption(Step step, BilingualText refusal) {
        public boolean allowed() {
            return refusal == null;
        }
    }

    private final AlertRepository alerts;
    private final AlertClosing closing;
    private final Releases releases;
    private final InstantSource clock;

    StepPreview(AlertRepository alerts, AlertClosing closing, Releases releases, InstantSource clock) {
        this.alerts = alerts;
        this.closing = closing;
        this.releases = releases;
        this.clock = clock;
    }

    /** Without those that could change nothing, such as acknowledging what is acknowledged. */
    public List<StepOption> of(UUID id, String by) {
        Instant at = clock.instant();
        List<StepOption> options = new ArrayList<>();
        for (Step step : Step.values()) {
            Alert copy = copy(id);
            if (!isOver(step, copy.state())) options.add(new StepOption(step, refusal(step, copy, by, at)));
        }
        return options;
    }

    /** Not managed any longer, so whatever is done to it is never written. */
    private Alert copy(UUID id) {
        Alert alert = alerts.get(id);
        alerts.getEntityManager().detach(alert);
        return alert;
    }

    private static boolean isOver(Step step, AlertState state) {
        return switch (step) {
            case ACKNOWLEDGE -> state != AlertState.RAISED;
            case CONFIRM, REJECT -> state != AlertState.CLOSING;
            case CONTACT, PLAN, CLOSE -> state.compareTo(AlertState.CLOSING) >= 0;
            case NOTE -> false;
        };
    }

    private BilingualText refusal(Step step, Alert alert, String by, Instant at) {
        int reopenDays =
                releases.live().dimensions().get(alert.scope().dimension()).reopenDays();
        ActionContext action = new ActionContext(by, at, reopenDays);
        try {
            switch (step) {
                case ACKNOWLEDGE -> alert.acknowledge(action);
                case CONTACT -> alert.contact(action);
                case PLAN -> alert.plan(action);
                case CLOSE -> {
                    closing.requireIndependent(alert, action);
                    // the outcome that asks for the least
                    alert.close(AlertOutcome.MERGED, null, action);
                }
                case CONFIRM -> {
                    closing.requireIndependent(alert, action);
                    alert.confirmClosing(action);
                }
                case REJECT -> {
                    closing.requireIndependent(alert, action);
                    alert.rejectClosing(action);
                }
                case NOTE -> {
                    // may be taken at any time
                }
            }
            return null;
        } catch (ProblemException refused) {
            return new BilingualText(refused.zh(), refused.en());
        }
    }
}

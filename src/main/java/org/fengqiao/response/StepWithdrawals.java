package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WithdrawalPeriod;

/** Whoever took a step by mistake takes it back within seconds, before anybody was told of it. */
@ApplicationScoped
@Transactional
public class StepWithdrawals {
    private final AlertSteps steps;
    private final AlertHistory history;
    private final AlertClocks clocks;
    private final OwnerNotices notices;
    private final WithdrawalPeriod period;

    StepWithdrawals(
            AlertSteps steps, AlertHistory history, AlertClocks clocks, OwnerNotices notices, WithdrawalPeriod period) {
        this.steps = steps;
        this.history = history;
        this.clocks = clocks;
        this.notices = notices;
        this.period = period;
    }

    /** It waits to be acknowledged again, and its clock goes on as if it had never been. */
    public StepResult acknowledgement(UUID id, String by) {
        return steps.take(id, by, StepNote.NOTHING, AlertEvent.ACKNOWLEDGEMENT_WITHDRAWN, (alert, action) -> {
            if (alert.state() == AlertState.RAISED && isLastOf(id, by, AlertEvent.ACKNOWLEDGEMENT_WITHDRAWN))
                return Optional.empty();
            Instant acknowledged = alert.acknowledgedAt();
            AlertEvent event = alert.withdrawAcknowledgement(period, action);
            clocks.resume(id, "ack", acknowledged);
            notices.withdraw(Notice.Kind.ACKNOWLEDGED, alert, acknowledged);
            return Optional.of(event);
        });
    }

    /** The latest note of this person. It stays in the database, and is shown no more. */
    public StepResult note(UUID id, String by) {
        return steps.take(id, by, StepNote.NOTHING, AlertEvent.NOTE_WITHDRAWN, (alert, action) -> {
            if (isLastOf(id, by, AlertEvent.NOTE_WITHDRAWN)) return Optional.empty();
            AlertHistory.WrittenNote note = history.lastNote(id, by).orElseThrow(StepWithdrawals::none);
            period.requireOpen(by, note.at(), by, action.at());
            history.withdraw(note, action.at());
            notices.withdraw(Notice.Kind.NOTED, alert, note.at());
            return Optional.of(alert.record(AlertEvent.NOTE_WITHDRAWN));
        });
    }

    /** Whether the request was sent twice: clocks may have gone on in between. */
    private boolean isLastOf(UUID alert, String by, AlertEvent event) {
        return history.lastBy(alert, by).filter(last -> last == event).isPresent();
    }

    private static ProblemException none() {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "no-note-of-yours",
                "您在这条预警下没有可以撤回的备注。",
                "You wrote no note on this alert that could be taken back.");
    }
}

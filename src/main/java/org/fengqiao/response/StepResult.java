package org.fengqiao.response;

import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.text.BilingualText;

/** @param changed false when the step had been taken before, and nothing was written */
public record StepResult(UUID alert, AlertState state, boolean changed, BilingualText said) {
    private static final BilingualText RECORDED = new BilingualText("已登记。", "Recorded.");
    private static final BilingualText UNCHANGED =
            new BilingualText("此前已经登记，没有改变。", "This was recorded before; nothing was changed.");

    static StepResult unchanged(Alert alert) {
        return new StepResult(alert.id(), alert.state(), false, UNCHANGED);
    }

    static StepResult recorded(Alert alert) {
        return new StepResult(alert.id(), alert.state(), true, RECORDED);
    }

    /** Of a closed alert it also says whether that reopens. */
    static StepResult recorded(Alert alert, int reopenWithinDays) {
        if (alert.isOpen()) return recorded(alert);
        BilingualText next = alert.nextStep(reopenWithinDays);
        BilingualText said = new BilingualText(RECORDED.zh() + next.zh(), RECORDED.en() + " " + next.en());
        return new StepResult(alert.id(), alert.state(), true, said);
    }
}

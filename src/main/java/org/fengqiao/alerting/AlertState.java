package org.fengqiao.alerting;

import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/** How far an alert is. The order counts: a later state is further on. */
public enum AlertState {
    RAISED,
    ACKNOWLEDGED,
    CONTACTED,
    PLANNED,
    CLOSING,
    CLOSED;

    public BilingualText text() {
        return Messages.text("state." + this);
    }

    /** What can be done next, for whoever tried something else. */
    public BilingualText nextStep() {
        return Messages.text("next." + this);
    }
}

package org.fengqiao.pipeline.schedule;

import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/** What became of a run. */
public enum RunOutcome {
    RUNNING,
    /** Its node stopped, or somebody else's pass was under way: it is taken up soon. */
    WAITING,
    FAILED,
    DONE;

    public BilingualText text() {
        return Messages.text("passOutcome." + this);
    }
}

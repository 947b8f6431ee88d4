package org.fengqiao.pipeline.schedule;

import org.fengqiao.platform.text.BilingualText;

/** What became of a run. */
public enum RunOutcome {
    RUNNING("进行中", "running"),
    /** Its node stopped, or somebody else's pass was under way: it is taken up soon. */
    WAITING("等待继续", "waiting to go on"),
    FAILED("失败", "failed"),
    DONE("完成", "done");

    private final BilingualText text;

    RunOutcome(String zh, String en) {
        this.text = new BilingualText(zh, en);
    }

    public BilingualText text() {
        return text;
    }
}

package org.fengqiao.alerting;

import org.fengqiao.platform.text.BilingualText;

/** How far an alert is. The order counts: a later state is further on. */
public enum AlertState {
    RAISED("请先确认。", "Acknowledge it first."),
    ACKNOWLEDGED("请先联系企业或到场。", "Contact the enterprise or go there first."),
    CONTACTED("请先登记处置方案。", "Make a plan first."),
    PLANNED("可以提出关闭。", "You can ask to close it."),
    CLOSING("请等待复核；复核人可以退回。", "It waits for its review; the reviewer may reject it."),
    CLOSED("已关闭，不再变化。", "It is closed and does not change any more.");

    private final BilingualText nextStep;

    AlertState(String zh, String en) {
        this.nextStep = new BilingualText(zh, en);
    }

    /** What can be done next, for whoever tried something else. */
    public BilingualText nextStep() {
        return nextStep;
    }
}

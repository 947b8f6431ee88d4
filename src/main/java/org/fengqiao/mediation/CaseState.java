package org.fengqiao.mediation;

import org.fengqiao.platform.text.BilingualText;

/** Where a mediation case stands. */
public enum CaseState {
    OPENED("已立案，等待当事人表明是否愿意调解", "opened; the parties have yet to say whether they want to mediate"),
    MEDIATING("调解中", "in mediation"),
    DECLINED("当事人不愿调解", "declined by a party"),
    FAILED("调解未成", "without an agreement"),
    AGREED("已达成协议", "agreed"),
    PERFORMED("协议已履行", "performed"),
    BREACHED("协议逾期未履行", "agreed and not performed"),
    HANDED_OVER("已移送", "handed over"),
    RETURNED("移送被退回", "returned by the receiver"),
    ACCEPTED("移送已被接收", "accepted by the receiver");

    private final BilingualText text;

    CaseState(String zh, String en) {
        text = new BilingualText(zh, en);
    }

    public BilingualText text() {
        return text;
    }
}

package org.fengqiao.alerting;

import org.fengqiao.platform.text.BilingualText;

/** Everything that the history of an alert records. */
public enum AlertEvent {
    RAISED("产生", "Raised"),
    UPGRADED("升级", "Upgraded"),
    REOPENED("重新打开", "Reopened"),
    /** Nobody was notified for now; the detail says why. */
    SUPPRESSED("暂不通知", "Nobody notified for now"),
    /** Notified after all, once what suppressed it had ended. */
    NOTIFIED("补发通知", "Notified after all"),
    ACKNOWLEDGED("已签收", "Acknowledged"),
    CONTACTED("已联系", "Contacted"),
    PLANNED("已定方案", "Planned"),
    NOTED("备注", "Note"),
    REMINDED("提醒", "Reminded"),
    /** Acknowledged, reminded and still silent: it waits to be acknowledged again. */
    ACKNOWLEDGEMENT_LAPSED("恢复待签收", "Waits to be acknowledged again"),
    /** A clock was missed, so the next level hears of it. */
    ESCALATED("逾期上报", "Escalated"),
    /** Another post or person owns it because its owner is absent. */
    REASSIGNED("移交", "Reassigned"),
    /** Somebody asks for another tier, which needs a second signature. */
    TIER_PROPOSED("提请改定等级", "Asked for another tier"),
    TIER_REJECTED("不同意改定等级", "Another tier rejected"),
    TIER_SET("人工改定等级", "Tier set by hand"),
    /** The time for which people set a tier is over. */
    TIER_RESTORED("恢复规则等级", "The tier of the rules counts again"),
    FACT_DISPUTED("事实存疑", "A fact called wrong"),
    FACT_CONFIRMED("事实核实无误", "A fact confirmed"),
    FACT_CORRECTED("事实已更正", "A fact corrected"),
    FACT_ANSWER_MISSED("事实逾期未核实", "No answer about a fact in time"),
    CLOSE_REQUESTED("提请关闭", "Asked to close it"),
    CLOSE_REJECTED("退回关闭", "Closing rejected"),
    CLOSED("已关闭", "Closed"),

    /** The enterprise answered; it still has to come on site. */
    TASK_REPLIED("企业已答复", "The enterprise answered"),
    TASK_DONE("企业任务已完成", "The enterprise did its task"),
    TASK_MISSED("企业逾期", "The enterprise missed its task"),

    MEDIATION_OPENED("调解立案", "Mediation opened"),
    MEDIATION_PARTY_ADDED("追加当事人", "A party added"),
    MEDIATION_NOT_ASKED("尚未询问意愿", "Not asked yet"),
    MEDIATION_WILLING("愿意调解", "Willing to mediate"),
    MEDIATION_UNWILLING("不愿调解", "Not willing to mediate"),
    MEDIATION_MEDIATOR_CHANGED("更换调解员", "Another mediator"),
    MEDIATION_SESSION_HELD("调解会议", "Session held"),
    MEDIATION_CONCESSION("登记让步", "A concession"),
    MEDIATION_CONCESSION_RELEASED("同意使用让步", "A concession released"),
    MEDIATION_AGREED("达成协议", "Agreed"),
    /** Only one side was there to sign. */
    MEDIATION_AGREEMENT_VOID("协议不成立", "No agreement after all"),
    MEDIATION_PERFORMED("协议已履行", "Performed"),
    MEDIATION_PERFORMANCE_DUE("协议到期", "Performance was due"),
    MEDIATION_PERIOD_ENDS("法定期限将满", "A period of law ends"),
    MEDIATION_BREACHED("逾期未履行", "Not performed"),
    MEDIATION_FAILED("调解未成", "Without an agreement"),
    MEDIATION_ELEMENTS("填写要素", "Elements filled in"),
    MEDIATION_CONVERSION_REQUESTED("申请转入诉讼", "Asked to go to court"),
    MEDIATION_HANDED_OVER("移送", "Handed over to the court"),
    MEDIATION_ACCEPTED("移送被接收", "Accepted by the receiver"),
    MEDIATION_RETURNED("移送被退回", "Returned by the receiver");

    private final BilingualText text;

    AlertEvent(String zh, String en) {
        this.text = new BilingualText(zh, en);
    }

    /** What people read. */
    public BilingualText text() {
        return text;
    }

    /** Whether it is about a fact, which may be wrong whatever becomes of the alert. */
    public boolean isOfFact() {
        return name().startsWith("FACT_");
    }

    /** Whether it is a step of a mediation, which goes on whatever becomes of the alert. */
    public boolean isOfMediation() {
        return name().startsWith("MEDIATION_");
    }
}

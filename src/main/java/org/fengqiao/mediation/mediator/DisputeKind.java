package org.fengqiao.mediation.mediator;

import org.fengqiao.platform.text.BilingualText;

/** What a dispute, or one claim of it, is about: the claims of the model complaint for labour disputes. */
public enum DisputeKind {
    WAGES("劳动报酬", "Wages"),
    DOUBLE_WAGE("未签劳动合同二倍工资", "Double wage for want of a contract"),
    OVERTIME("加班费", "Overtime"),
    LEAVE("未休年休假工资", "Unused leave"),
    SOCIAL_INSURANCE("社会保险损失", "Loss of social insurance"),
    SEVERANCE("经济补偿", "Severance"),
    UNLAWFUL_DISMISSAL("违法解除赔偿金", "Damages for unlawful dismissal"),
    WORK_INJURY("工伤待遇", "Work injury benefits"),
    OTHER("其他", "Other");

    private final BilingualText text;

    DisputeKind(String zh, String en) {
        text = new BilingualText(zh, en);
    }

    public BilingualText text() {
        return text;
    }
}

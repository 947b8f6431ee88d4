package org.fengqiao.pages.desk;

import org.fengqiao.pages.shell.PageWording;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.StepPreview.Step;

/** What is said after a step. */
final class StepDone {
    private StepDone() {}

    /** Null if no step was taken. */
    static String of(String step, PageWording say) {
        Step taken = RequestParameters.oneOf("done", Step.class, step);
        if (taken == null) return null;
        return switch (taken) {
            case ACKNOWLEDGE -> say.choose("已签收。", "Acknowledged.");
            case CONTACT -> say.choose("已登记联系。", "The contact is recorded.");
            case PLAN -> say.choose("已登记处置方案。", "The plan is recorded.");
            case CLOSE -> say.choose("已提交关闭。", "The closing is recorded.");
            case CONFIRM -> say.choose("已复核关闭。", "The closing is confirmed.");
            case REJECT -> say.choose("已退回，继续处置。", "Sent back; the work on it goes on.");
            case NOTE -> say.choose("已记下备注。", "The note is recorded.");
        };
    }
}

package org.fengqiao.pipeline.schedule;

import java.util.Locale;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.text.BilingualText;

/** A pass that runs by itself; in this order when several are due. */
public enum PassJob {
    EVERYBODY(AssessmentPass.Scope.EVERYBODY, "全量评估", "pass over everybody"),
    /** After an import, when a window has turned, and when the rules have changed. */
    CHANGES(AssessmentPass.Scope.WHAT_CHANGED, "变化评估", "pass over what changed");

    private final AssessmentPass.Scope scope;
    private final BilingualText text;

    PassJob(AssessmentPass.Scope scope, String zh, String en) {
        this.scope = scope;
        this.text = new BilingualText(zh, en);
    }

    AssessmentPass.Scope scope() {
        return scope;
    }

    public BilingualText text() {
        return text;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.fengqiao.pipeline.schedule;

import java.util.Locale;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/** A pass that runs by itself; in this order when several are due. */
public enum PassJob {
    EVERYBODY(AssessmentPass.Scope.EVERYBODY),
    /** After an import, when a window has turned, and when the rules have changed. */
    CHANGES(AssessmentPass.Scope.WHAT_CHANGED);

    private final AssessmentPass.Scope scope;

    PassJob(AssessmentPass.Scope scope) {
        this.scope = scope;
    }

    AssessmentPass.Scope scope() {
        return scope;
    }

    public BilingualText text() {
        return Messages.text("passJob." + this);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.fengqiao.response.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.response.AlertActions;

/** Checks access first, so that whoever may not work on an alert learns nothing from the errors in their request. */
@ApplicationScoped
class AlertAccess {
    private final AlertActions actions;
    private final Caller caller;

    AlertAccess(AlertActions actions, Caller caller) {
        this.actions = actions;
        this.caller = caller;
    }

    /** The id of an alert of the caller's area and side. */
    UUID require(String text) {
        UUID alert = RequestParameters.id(text);
        AlertScope scope = actions.scopeOf(alert);
        caller.requireArea(scope.areaPath());
        DimensionAccess.require(caller, scope.dimension());
        return alert;
    }

    /** The id of a post that the caller names. */
    static UUID post(String text) {
        if (text != null) return RequestParameters.id(text);
        throw ProblemException.invalid(
                "post-missing",
                "请在 post 写明岗位编号，见 /api/v1/posts。",
                "Say in \"post\" which one: its id, from /api/v1/posts.");
    }
}

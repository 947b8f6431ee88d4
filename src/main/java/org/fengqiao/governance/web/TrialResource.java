package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.trial.ShadowReport;
import org.fengqiao.governance.trial.ShadowService;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.governance.trial.TrialStatus;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestPath;

/** What a draft would do, compared with the live release. Ask for a trial again until it is finished. */
@Path("/api/v1/rules/drafts/{id}/trials")
@Tag(name = "Rules: trials")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class TrialResource {
    @Inject
    TrialService trials;

    @Inject
    ShadowService shadows;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "The latest 200 trials of a draft, without their reports")
    public List<TrialStatus> list(@RestPath String id) {
        return trials.list(RequestParameters.id(id));
    }

    @GET
    @Path("/shadow")
    @Operation(summary = "What the draft made of real traffic beside the live release, so far or in the end")
    public ShadowReport shadow(@RestPath String id) {
        return shadows.latest(RequestParameters.id(id), caller.areaPath());
    }

    @GET
    @Path("/{trial}")
    @Operation(summary = "A trial with its report; it is recorded that you looked at it")
    public TrialStatus get(@RestPath String id, @RestPath String trial) {
        return trials.view(RequestParameters.id(id), RequestParameters.id(trial), caller.username(), caller.areaPath());
    }
}

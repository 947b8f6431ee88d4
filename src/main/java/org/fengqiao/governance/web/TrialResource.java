package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftTrials;
import org.fengqiao.governance.Trials;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** What a draft would do, held against the live release. A trial runs aside; ask for it again until it is finished. */
@Path("/api/v1/rules/drafts/{id}/trials")
@Tag(name = "Rules: trials")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class TrialResource {
    @Inject
    DraftTrials starting;

    @Inject
    Trials trials;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Trials of a draft, the latest first, without their reports")
    public List<Trials.Trial> list(@RestPath String id) {
        return trials.of(Parameters.id(id));
    }

    @POST
    @Path("/impact")
    @ResponseStatus(202)
    @RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
    @Operation(summary = "Assess everybody with the draft and with the live release, and count what differs")
    public DraftResource.Made impact(@RestPath String id) {
        return new DraftResource.Made(starting.impact(Parameters.id(id), caller.username()));
    }

    @GET
    @Path("/{trial}")
    @Operation(summary = "One with its report; that you looked at it is kept")
    public Trials.Trial one(@RestPath String id, @RestPath String trial) {
        return trials.view(Parameters.id(id), Parameters.id(trial), caller.username(), caller.areaPath());
    }
}

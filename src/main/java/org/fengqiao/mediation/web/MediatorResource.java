package org.fengqiao.mediation.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.mediation.mediator.MediatorService;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The mediators of an area: the kinds of dispute they take, how many, and their conflicts of interest. */
@Path("/api/v1/mediators")
@Tag(name = "Mediation")
class MediatorResource {
    @Inject
    MediatorService mediators;

    @Inject
    AreaPaths areas;

    @Inject
    Caller caller;

    @GET
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "Mediators in my area")
    public List<MediatorService.MediatorDetails> list() {
        return mediators.within(caller.areaPath());
    }

    @POST
    @ResponseStatus(204)
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.ADMINISTRATOR})
    @Operation(summary = "Add a mediator, or change an existing one; maxOpenCases 0: no new cases")
    public void put(@NotNull @Valid MediatorService.MediatorDetails mediator) {
        String path = areas.require(mediator.areaCode());
        caller.requireArea(path);
        mediators.put(mediator, path);
    }
}

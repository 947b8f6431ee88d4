package org.fengqiao.response.mediation.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.assessment.web.DimensionAccess;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertPlace;
import org.fengqiao.response.mediation.Mediations;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** An alert leads to a mediation. */
@Path("/api/v1/alerts/{id}/mediation-cases")
@Tag(name = "Mediation")
class OpeningResource {
    record Opened(UUID id) {}

    @Inject
    Mediations mediations;

    @Inject
    AlertActions alerts;

    @Inject
    Caller caller;

    @Inject
    CaseDoor door;

    @POST
    @ResponseStatus(201)
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Open a mediation; the same applicant again gives the same case")
    public Opened open(@RestPath String id, Mediations.Opening opening) {
        UUID alert = Parameters.id(id);
        AlertPlace place = alerts.placeOf(alert);
        caller.requireArea(place.areaPath());
        DimensionAccess.require(caller, place.dimension());
        if (place.dimension() != Dimension.LABOUR) {
            throw Failure.invalid(
                    "alert-not-labour", "只有劳动关系预警可以转入调解", "Only an alert of the labour dimension leads to mediation");
        }
        return new Opened(mediations.open(alert, caller.username(), door.valid(opening)));
    }
}

package org.fengqiao.mediation.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.mediation.CaseOpening;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.response.AlertActions;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Opens a mediation for an alert. */
@Path("/api/v1/alerts/{id}/mediation-cases")
@Tag(name = "Mediation")
class CaseOpeningResource {
    record OpenedCase(UUID id) {}

    @Inject
    CaseOpening openings;

    @Inject
    AlertActions alerts;

    @Inject
    Caller caller;

    @Inject
    CaseAccess access;

    @POST
    @ResponseStatus(201)
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(
            summary = "Open a mediation; the same applicant again returns the same case, with the parties that are new")
    public OpenedCase open(@RestPath String id, CaseOpening.Opening opening) {
        UUID alert = RequestParameters.id(id);
        AlertScope place = alerts.scopeOf(alert);
        caller.requireArea(place.areaPath());
        DimensionAccess.require(caller, place.dimension());
        if (place.dimension() != Dimension.LABOUR) {
            throw ProblemException.invalid(
                    "alert-not-labour", "只有劳动关系预警可以转入调解", "Only an alert of the labour dimension leads to mediation");
        }
        return new OpenedCase(openings.open(alert, caller.username(), access.requireValid(opening)));
    }
}

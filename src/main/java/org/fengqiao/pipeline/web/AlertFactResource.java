package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.dispute.FactDisputeQueries;
import org.fengqiao.response.dispute.FactDisputeService;
import org.fengqiao.response.dispute.FactDisputeView;
import org.jboss.resteasy.reactive.RestPath;

/** "This fact is wrong", said from an alert. */
@Path("/api/v1/alerts/{id}/facts/{key}/dispute")
@Tag(name = "Alerts: response")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.TRADE_UNION,
    Roles.GOVERNANCE_CENTRE,
    Roles.CARE_STAFF
})
class AlertFactResource {
    /** @param note what is wrong with it */
    record DisputeRequest(String note) {}

    @Inject
    FactDisputeService disputes;

    @Inject
    FactDisputeQueries queries;

    @Inject
    AlertActions alerts;

    @Inject
    Caller caller;

    @POST
    @Operation(summary = "Say that a fact is wrong (note): it is marked at once and goes to the post of its source")
    public FactDisputeView dispute(@RestPath String id, @RestPath String key, DisputeRequest request) {
        UUID alert = RequestParameters.id(id);
        AlertScope scope = alerts.scopeOf(alert);
        caller.requireArea(scope.areaPath());
        DimensionAccess.require(caller, scope.dimension());
        StepNote note = new StepNote(request == null ? null : request.note(), null);
        UUID dispute = disputes.raise(alert, RequestParameters.id(key), caller.username(), note);
        return queries.find(dispute).orElseThrow();
    }
}

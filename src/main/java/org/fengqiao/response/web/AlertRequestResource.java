package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.response.request.AlertRequestQueries;
import org.fengqiao.response.request.AlertRequestView;
import org.jboss.resteasy.reactive.RestPath;

/** What posts asked of each other about an alert. */
@Path("/api/v1/alerts/{id}/requests")
@Tag(name = "Alerts: response")
class AlertRequestResource {
    @Inject
    AlertRequestQueries requests;

    @Inject
    AlertAccess access;

    @GET
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE,
        Roles.CARE_STAFF,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "Offers to other posts and requests for help of an alert, the latest first")
    public List<AlertRequestView> ofAlert(@RestPath String id) {
        return requests.ofAlert(access.require(id));
    }
}

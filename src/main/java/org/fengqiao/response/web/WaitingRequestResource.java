package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.request.AlertRequestQueries;
import org.fengqiao.response.request.AlertRequestView;

/** What other posts ask of the caller's. */
@Path("/api/v1/requests")
@Tag(name = "Alerts: response")
class WaitingRequestResource {
    @Inject
    AlertRequestQueries requests;

    @Inject
    PostStore posts;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

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
        Roles.CARE_STAFF
    })
    @Operation(summary = "What waits for an answer of the posts I answer for, the most urgent first; at most 200")
    public List<AlertRequestView> list() {
        return requests.waitingFor(posts.directory().answeredBy(caller.username(), clock.instant()));
    }
}

package org.fengqiao.alerting.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.suppression.AlertBaseline;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.Dimension;

/** How near each rule and source is to being throttled. Counts of the whole city, of labour risk only, that name no enterprise. */
@Path("/api/v1/throttle")
@Tag(name = "Throttle")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.SUBDISTRICT_LEADER, Roles.DISTRICT_HR, Roles.AUDITOR, Roles.ADMINISTRATOR
})
class ThrottleResource {
    @Inject
    AlertBaseline baseline;

    @GET
    @Operation(
            summary =
                    "Alerts of today by rule and source, how many were expected, and from how many on a digest is made")
    public List<AlertBaseline.ThrottleLoad> loads() {
        return baseline.loads(Dimension.LABOUR);
    }
}

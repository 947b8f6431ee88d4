package org.fengqiao.alerting.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.suppression.AlertBaseline;
import org.fengqiao.alerting.suppression.SilenceService;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.Dimension;

/** How near each rule and source is to its brake. Counts of the whole city, of labour risk only, that name no enterprise. */
@Path("/api/v1/brake")
@Tag(name = "Brake")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.AUDITOR, Roles.ADMINISTRATOR})
class ThrottleResource {
    @Inject
    SilenceService book;

    @GET
    @Operation(
            summary =
                    "Alerts of today by rule and source, how many were expected, and from how many on a digest is made")
    public List<AlertBaseline.ThrottleLoad> loads() {
        return book.loads(Dimension.LABOUR);
    }
}

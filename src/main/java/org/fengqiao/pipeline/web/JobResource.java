package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.pipeline.schedule.ScheduledPasses;
import org.fengqiao.platform.security.Roles;

/** The passes that run by themselves. They cover the whole city, so only roles without an area see them. */
@Path("/api/v1/jobs")
@Tag(name = "Operation")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.AUDITOR})
class JobResource {
    @Inject
    ScheduledPasses passes;

    @GET
    @Operation(summary = "What runs by itself: when it is due, when it ran last and on which node, with what outcome")
    public List<ScheduledPasses.JobView> list() {
        return passes.list();
    }
}

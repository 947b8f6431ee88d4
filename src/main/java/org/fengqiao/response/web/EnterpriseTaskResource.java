package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.response.EnterpriseTaskService;
import org.fengqiao.response.EnterpriseTaskView;

/** The tasks of an enterprise, for the enterprise itself. */
@Path("/api/v1/enterprise-tasks")
@Tag(name = "Enterprise tasks")
class EnterpriseTaskResource {
    @Inject
    EnterpriseTaskService tasks;

    @Inject
    Caller caller;

    @GET
    @RolesAllowed(Roles.ENTERPRISE)
    @Operation(summary = "My enterprise's tasks, the latest first; answer at /api/v1/alerts/{alert}/task/reply")
    public List<EnterpriseTaskView> mine() {
        return tasks.ofRepresentative(caller.username());
    }
}

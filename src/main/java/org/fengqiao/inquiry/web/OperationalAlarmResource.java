package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.OperationalAlarms;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestQuery;

/** Alarms raised by the system itself. */
@Path("/api/v1/operational-alarms")
@Tag(name = "Operational alarms")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.SUBDISTRICT_LEADER, Roles.DISTRICT_HR, Roles.ADMINISTRATOR})
class OperationalAlarmResource {
    @Inject
    OperationalAlarms alarms;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Open alarms, newest first, such as posts that cannot be told; kind= for one kind")
    public CursorPage<OperationalAlarms.Alarm> open(
            @RestQuery String kind,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return alarms.open(caller.areaPath(), kind == null || kind.isBlank() ? null : kind, cursor, limit);
    }
}

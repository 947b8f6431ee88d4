package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.enterprise.MyReports;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.jboss.resteasy.reactive.RestQuery;

/** The caller's own reports and what came of them. */
@Path("/api/v1/my-reports")
@Tag(name = "Observations")
@RolesAllowed({Roles.INFORMATION_OFFICER, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD, Roles.ADMINISTRATOR})
class MyReportsResource {
    @Inject
    MyReports reports;

    @Inject
    EnterpriseAffiliations affiliations;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "My own reports and what came of them, latest first")
    public CursorPage<MyReports.Report> mine(
            @RestQuery String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return reports.of(
                caller.accountId(),
                caller.areaPath(),
                affiliations.employersOf(caller.username(), clock.instant()),
                cursor,
                limit);
    }
}

package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.intake.report.BatchAnswer;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.intake.report.Reporter;
import org.fengqiao.pipeline.WarningPipeline;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/** Reports of observations, one by one or in batches; their enterprises are assessed before the answer is sent. */
@Path("/api/v1/observations")
@Tag(name = "Observations")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.ADMINISTRATOR,
    Roles.CARE_STAFF,
    Roles.OBSERVATIONS_WRITE
})
class ObservationResource {
    @Inject
    WarningPipeline pipeline;

    @Inject
    Caller caller;

    @Inject
    EnterpriseAffiliations affiliations;

    @Inject
    InstantSource clock;

    @POST
    @Operation(summary = "Report one observation; with an Idempotency-Key the same report counts once")
    public Response report(@HeaderParam("Idempotency-Key") String key, @NotNull ObservationRequest observation) {
        BatchAnswer answer = report(List.of(observation), key);
        BatchAnswer.RowAnswer row = answer.rows().get(0);
        if (!row.accepted()) {
            ErrorKind kind = row.code().equals("outside-your-area") ? ErrorKind.FORBIDDEN : ErrorKind.INVALID_INPUT;
            throw new ProblemException(kind, row.code(), row.column() + "：" + row.zh(), row.column() + ": " + row.en());
        }
        return Response.status(answer.unchanged() > 0 ? Response.Status.OK : Response.Status.CREATED)
                .entity(answer)
                .build();
    }

    @POST
    @Path("/batch")
    @Operation(summary = "Report up to 5,000 observations; the answer says row by row whether they were accepted")
    public BatchAnswer reportBatch(
            @HeaderParam("Idempotency-Key") String key, @NotNull List<@NotNull ObservationRequest> batch) {
        return report(batch, key);
    }

    private BatchAnswer report(List<ObservationRequest> batch, String key) {
        return pipeline.report(batch, reporter().signedInAs(caller.username()), key)
                .answer();
    }

    /**
     * Readers of an observation learn which kind of post reported it, never who. A document or a file raises the kind of
     * evidence of an information officer's report.
     */
    private Reporter reporter() {
        String area = caller.areaPath();
        if (caller.isSystem()) return new Reporter(caller.username(), area, null, null, false);
        UUID person = caller.accountId();
        if (caller.hasRole(Role.CARE_STAFF)) {
            return new Reporter(Roles.CARE_STAFF, area, person, null, true);
        }
        if (!caller.hasRole(Role.INFORMATION_OFFICER)) {
            return new Reporter("labour-office", area, person, null, false);
        }
        Set<UUID> employers = affiliations.employersOf(caller.username(), clock.instant());
        return new Reporter(
                Roles.INFORMATION_OFFICER, area, person, "OFFICER", "OFFICER_WITH_EVIDENCE", false, employers, null);
    }
}

package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.intake.report.AcceptedBatch;
import org.fengqiao.intake.report.BatchAnswer;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.pipeline.WarningPipeline;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/** Observations reported one by one or in batches; what they say is assessed before the answer goes out. */
@Path("/api/v1/observations")
@Tag(name = "Observations")
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
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.ADMINISTRATOR,
        Roles.CARE_STAFF,
        Roles.OBSERVATIONS_WRITE
    })
    public Response one(@HeaderParam("Idempotency-Key") String key, ObservationRequest observation) {
        List<ObservationRequest> batch = List.of(given(observation));
        BatchAnswer answer = take(batch, key).answer();
        BatchAnswer.RowAnswer row = answer.rows().get(0);
        if (!row.accepted()) {
            ErrorKind kind = row.code().equals("outside-your-area") ? ErrorKind.FORBIDDEN : ErrorKind.INVALID_INPUT;
            throw new ProblemException(kind, row.code(), row.column() + ":" + row.zh(), row.column() + ": " + row.en());
        }
        return Response.status(answer.unchanged() > 0 ? Response.Status.OK : Response.Status.CREATED)
                .entity(answer)
                .build();
    }

    @POST
    @Path("/batch")
    @Operation(summary = "Report up to 5,000 observations; the answer says row by row what became of them")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.ADMINISTRATOR,
        Roles.CARE_STAFF,
        Roles.OBSERVATIONS_WRITE
    })
    public BatchAnswer batch(@HeaderParam("Idempotency-Key") String key, List<ObservationRequest> batch) {
        return take(given(batch).stream().map(ObservationResource::given).toList(), key)
                .answer();
    }

    private AcceptedBatch take(List<ObservationRequest> batch, String key) {
        return pipeline.take(batch, reporter(), key);
    }

    /**
     * Colleagues who read an observation learn from what kind of post it came, never from whom. An information officer is
     * believed further when he has evidence.
     */
    private org.fengqiao.intake.report.Reporter reporter() {
        String area = caller.areaPath();
        if (caller.isSystem())
            return new org.fengqiao.intake.report.Reporter(caller.username(), area, null, null, false);
        UUID person = caller.accountId();
        if (caller.hasRole(Role.CARE_STAFF)) {
            return new org.fengqiao.intake.report.Reporter(Roles.CARE_STAFF, area, person, null, true);
        }
        if (!caller.hasRole(Role.INFORMATION_OFFICER)) {
            return new org.fengqiao.intake.report.Reporter("labour-office", area, person, null, false);
        }
        Set<UUID> employers = affiliations.employersOf(caller.username(), clock.instant());
        return new org.fengqiao.intake.report.Reporter(
                Roles.INFORMATION_OFFICER, area, person, "OFFICER", "OFFICER_WITH_EVIDENCE", false, employers);
    }

    private static <T> T given(T body) {
        if (body == null || (body instanceof List<?> list && list.stream().anyMatch(Objects::isNull))) {
            throw ProblemException.invalid(
                    "body-missing", "请求没有内容,请附上观测", "The request has no body; send the observation");
        }
        return body;
    }
}

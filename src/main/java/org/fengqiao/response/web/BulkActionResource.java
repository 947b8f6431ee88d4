package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.Problem;
import org.fengqiao.platform.web.Problems;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.request.TransferService;

/** The same step with several alerts. Each is a transaction of its own, so one that is refused stops no other. */
@Path("/api/v1/alerts/bulk")
@Tag(name = "Alerts: response")
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
class BulkActionResource {
    private static final int MOST = 100;
    private static final int MULTI_STATUS = 207;

    /**
     * @param alerts ids of 1 to 100 alerts
     * @param post the id of the post that they are offered to
     */
    record BulkRequest(List<String> alerts, String post, String note) {
        StepNote stepNote() {
            return new StepNote(note, List.of());
        }
    }

    /**
     * What became of one of the alerts.
     *
     * @param status as if it had been sent alone
     * @param result null when it was refused
     * @param problem why it was refused, else null
     */
    record BulkResult(String alert, int status, StepResult result, Problem problem) {}

    @Inject
    AlertActions actions;

    @Inject
    TransferService transfers;

    @Inject
    AlertAccess access;

    @Inject
    Problems problems;

    @Inject
    Caller caller;

    @POST
    @Path("/acknowledge")
    @Operation(summary = "Acknowledge up to 100 alerts (alerts, note); the answer is 207 with a result for each")
    public Response acknowledge(BulkRequest request) {
        return each(request, alert -> actions.acknowledge(alert, caller.username(), request.stepNote()));
    }

    @POST
    @Path("/notes")
    @Operation(
            summary = "Add the same note to up to 100 alerts (alerts, note); the answer is 207 with a result for each")
    public Response note(BulkRequest request) {
        return each(request, alert -> actions.note(alert, caller.username(), request.stepNote()));
    }

    @POST
    @Path("/transfers")
    @Operation(
            summary =
                    "Offer up to 100 alerts to another post (alerts, post, note); the answer is 207 with a result for each")
    public Response transfer(BulkRequest request) {
        return each(
                request,
                alert -> transfers.offer(
                        alert, AlertAccess.post(request.post()), caller.username(), request.stepNote()));
    }

    private Response each(BulkRequest request, Function<UUID, StepResult> step) {
        List<BulkResult> results = new ArrayList<>();
        for (String alert : new LinkedHashSet<>(alerts(request))) results.add(result(alert, step));
        return Response.status(MULTI_STATUS).entity(results).build();
    }

    private static List<String> alerts(BulkRequest request) {
        List<String> alerts = request == null || request.alerts() == null ? List.of() : request.alerts();
        if (!alerts.isEmpty() && alerts.size() <= MOST && alerts.stream().allMatch(alert -> alert != null))
            return alerts;
        throw ProblemException.invalid(
                "alerts-missing",
                "请在 alerts 列出1到" + MOST + "条预警的编号。",
                "List in \"alerts\" the ids of 1 to " + MOST + " alerts.");
    }

    private BulkResult result(String alert, Function<UUID, StepResult> step) {
        try {
            return new BulkResult(alert, 200, step.apply(access.require(alert)), null);
        } catch (ProblemException refused) {
            Problem problem = problems.of(refused);
            return new BulkResult(alert, problem.status(), null, problem);
        }
    }
}

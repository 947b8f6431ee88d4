package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.request.TransferService;
import org.jboss.resteasy.reactive.RestPath;

/** An alert is handed to another post, which accepts or returns it. */
@Path("/api/v1/alerts/{id}/transfers")
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
class TransferResource {
    /**
     * @param post the id of the post that is to own it
     * @param note why, or what is said to the answer
     */
    record TransferRequest(String post, String note) {
        private static final TransferRequest NONE = new TransferRequest(null, null);

        StepNote stepNote() {
            return new StepNote(note, List.of());
        }
    }

    @Inject
    TransferService transfers;

    @Inject
    AlertAccess access;

    @Inject
    Caller caller;

    @POST
    @Operation(
            summary =
                    "Offer the alert to another post (post, note); its owner stays responsible until that one accepts")
    public StepResult offer(@RestPath String id, TransferRequest request) {
        UUID alert = access.require(id);
        TransferRequest given = orEmpty(request);
        return transfers.offer(alert, AlertAccess.post(given.post()), caller.username(), given.stepNote());
    }

    @POST
    @Path("/accept")
    @Operation(summary = "Accept the alert offered to my post, which owns it from now on (note)")
    public StepResult accept(@RestPath String id, TransferRequest request) {
        return transfers.accept(
                access.require(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/return")
    @Operation(summary = "Return the alert offered to my post, with a reason (note)")
    public StepResult giveBack(@RestPath String id, TransferRequest request) {
        return transfers.giveBack(
                access.require(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/withdraw")
    @Operation(summary = "Take the offer back before it is answered (note)")
    public StepResult withdraw(@RestPath String id, TransferRequest request) {
        return transfers.withdraw(
                access.require(id), caller.username(), orEmpty(request).stepNote());
    }

    private static TransferRequest orEmpty(TransferRequest request) {
        return Objects.requireNonNullElse(request, TransferRequest.NONE);
    }
}

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
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.request.AssistanceService;
import org.jboss.resteasy.reactive.RestPath;

/** A colleague or another office is asked for something about an alert, and answers in time or it climbs (吹哨报到). */
@Path("/api/v1/alerts/{id}/assistance-requests")
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
class AssistanceResource {
    /**
     * @param post the id of the post that is asked
     * @param dueAt by when it has to answer, RFC 3339
     * @param note what is asked for, or what was done
     */
    record AssistanceRequest(String post, String dueAt, String note) {
        private static final AssistanceRequest NONE = new AssistanceRequest(null, null, null);

        StepNote stepNote() {
            return new StepNote(note, List.of());
        }
    }

    @Inject
    AssistanceService assistance;

    @Inject
    AlertAccess access;

    @Inject
    Caller caller;

    @POST
    @Operation(summary = "Ask another post for something until a moment (post, note, dueAt); unanswered it climbs")
    public StepResult request(@RestPath String id, AssistanceRequest request) {
        UUID alert = access.require(id);
        AssistanceRequest given = orEmpty(request);
        UUID post = AlertAccess.post(given.post());
        return assistance.request(
                alert, post, RequestParameters.instant("dueAt", given.dueAt()), caller.username(), given.stepNote());
    }

    @POST
    @Path("/{asked}/answer")
    @Operation(summary = "Say what my post did about what it was asked for (note)")
    public StepResult answer(@RestPath String id, @RestPath String asked, AssistanceRequest request) {
        return assistance.answer(
                access.require(id),
                RequestParameters.id(asked),
                caller.username(),
                orEmpty(request).stepNote());
    }

    @POST
    @Path("/{asked}/withdraw")
    @Operation(summary = "Take back what is no longer needed (note)")
    public StepResult withdraw(@RestPath String id, @RestPath String asked, AssistanceRequest request) {
        return assistance.withdraw(
                access.require(id),
                RequestParameters.id(asked),
                caller.username(),
                orEmpty(request).stepNote());
    }

    private static AssistanceRequest orEmpty(AssistanceRequest request) {
        return Objects.requireNonNullElse(request, AssistanceRequest.NONE);
    }
}

package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.attachment.web.AttachmentDownload;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.ContactMethod;
import org.fengqiao.response.AlertClosing;
import org.fengqiao.response.EnterpriseTaskQueries;
import org.fengqiao.response.EnterpriseTaskService;
import org.fengqiao.response.EnterpriseTaskService.ReplyChannel;
import org.fengqiao.response.EnterpriseTaskView;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.StepWithdrawals;
import org.jboss.resteasy.reactive.RestPath;

/** The steps people take with an alert. Each may be sent again: the same step twice changes nothing and says so. */
@Path("/api/v1/alerts/{id}")
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
class AlertActionResource {
    /** What a step takes at least; {@code attachments} are ids of uploaded files. */
    record StepRequest(String note, List<UUID> attachments) {
        private static final StepRequest NONE = new StepRequest(null, null);

        StepNote stepNote() {
            return new StepNote(note, attachments);
        }
    }

    /** @param how phone or on_site */
    record ContactRequest(String how, String note, List<UUID> attachments) {
        private static final ContactRequest NONE = new ContactRequest(null, null, null);
    }

    /**
     * @param outcome averted, happened, false_alarm or merged
     * @param into the alert that it is merged into
     */
    record CloseRequest(String outcome, String into, String note, List<UUID> attachments) {
        private static final CloseRequest NONE = new CloseRequest(null, null, null, null);
    }

    /** @param arrived the person in charge of the enterprise was seen on site */
    record ReplyRequest(boolean arrived, String note, List<UUID> attachments) {
        private static final ReplyRequest NONE = new ReplyRequest(false, null, null);
    }

    @Inject
    AlertActions actions;

    @Inject
    AlertClosing closing;

    @Inject
    EnterpriseTaskService tasks;

    @Inject
    EnterpriseTaskQueries taskQueries;

    @Inject
    AttachmentDownload download;

    @Inject
    StepWithdrawals withdrawals;

    @Inject
    AlertAccess access;

    @Inject
    Caller caller;

    @POST
    @Path("/acknowledge")
    @Operation(summary = "Acknowledge: nobody is notified of it any longer (note, attachments)")
    public StepResult acknowledge(@RestPath String id, StepRequest request) {
        return actions.acknowledge(own(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/acknowledge/withdraw")
    @Operation(summary = "Take my acknowledgement back within seconds, before anybody is told of it")
    public StepResult withdrawAcknowledgement(@RestPath String id) {
        return withdrawals.acknowledgement(own(id), caller.username());
    }

    @POST
    @Path("/contact")
    @Operation(summary = "Record a contact, by telephone or on site (how, note, attachments)")
    public StepResult contact(@RestPath String id, ContactRequest body) {
        UUID alert = own(id);
        ContactRequest request = Objects.requireNonNullElse(body, ContactRequest.NONE);
        ContactMethod how = required("how", ContactMethod.class, request.how());
        return actions.contact(alert, caller.username(), how, new StepNote(request.note(), request.attachments()));
    }

    @POST
    @Path("/plan")
    @Operation(summary = "Record a plan: what will be done, by whom and by when (note, attachments)")
    public StepResult plan(@RestPath String id, StepRequest request) {
        return actions.plan(own(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/notes")
    @Operation(summary = "Add a note or a file and change nothing else (note, attachments)")
    public StepResult note(@RestPath String id, StepRequest request) {
        return actions.note(own(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/notes/withdraw")
    @Operation(summary = "Take my latest note back within seconds, before anybody is told of it")
    public StepResult withdrawNote(@RestPath String id) {
        return withdrawals.note(own(id), caller.username());
    }

    @POST
    @Path("/close")
    @Operation(summary = "Close (outcome, note, attachments, into); RED and ORANGE need a second person's review first")
    public StepResult close(@RestPath String id, CloseRequest body) {
        UUID alert = own(id);
        CloseRequest request = Objects.requireNonNullElse(body, CloseRequest.NONE);
        AlertOutcome outcome = required("outcome", AlertOutcome.class, request.outcome());
        UUID into = request.into() == null ? null : own(request.into());
        StepNote note = new StepNote(request.note(), request.attachments());
        return closing.close(alert, caller.username(), outcome, into, note);
    }

    @POST
    @Path("/review/confirm")
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR
    })
    @Operation(summary = "Review a closing and confirm it (note, attachments)")
    public StepResult confirm(@RestPath String id, StepRequest request) {
        return closing.confirm(own(id), caller.username(), orEmpty(request).stepNote());
    }

    @POST
    @Path("/review/reject")
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR
    })
    @Operation(summary = "Review a closing and reject it: the alert goes on (note, attachments)")
    public StepResult reject(@RestPath String id, StepRequest request) {
        return closing.reject(own(id), caller.username(), orEmpty(request).stepNote());
    }

    @GET
    @Path("/attachments/{attachment}")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE,
        Roles.CARE_STAFF,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "A file of this alert, to be saved")
    public Response attachment(@RestPath String id, @RestPath String attachment) {
        UUID alert = own(id);
        return download.of(RequestParameters.id(attachment), alert);
    }

    @GET
    @Path("/tasks")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "Tasks of the enterprise and its answers, the latest first")
    public List<EnterpriseTaskView> tasks(@RestPath String id) {
        return taskQueries.ofAlert(own(id));
    }

    @POST
    @Path("/task/reply")
    @RolesAllowed({
        Roles.ENTERPRISE,
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.TRADE_UNION,
        Roles.GOVERNANCE_CENTRE
    })
    @Operation(summary = "Record the enterprise's answer, by itself or by an officer (note, attachments, arrived)")
    public StepResult reply(@RestPath String id, ReplyRequest body) {
        ReplyRequest request = Objects.requireNonNullElse(body, ReplyRequest.NONE);
        if (caller.hasRole(Role.ENTERPRISE)) {
            UUID alert = RequestParameters.id(id);
            caller.requireArea(actions.scopeOf(alert).areaPath());
            return reply(alert, ReplyChannel.ENTERPRISE, request);
        }
        return reply(own(id), ReplyChannel.OFFICER, request);
    }

    private StepResult reply(UUID alert, ReplyChannel channel, ReplyRequest request) {
        StepNote note = new StepNote(request.note(), request.attachments());
        return tasks.reply(alert, caller.username(), channel, request.arrived(), note);
    }

    private UUID own(String text) {
        return access.require(text);
    }

    private static StepRequest orEmpty(StepRequest request) {
        return Objects.requireNonNullElse(request, StepRequest.NONE);
    }

    private static <E extends Enum<E>> E required(String name, Class<E> type, String text) {
        E value = RequestParameters.oneOf(name, type, text);
        if (value != null) return value;
        throw ProblemException.invalid(name + "-missing", "请在 " + name + " 写明", "Say in \"" + name + "\" which");
    }
}

package org.fengqiao.response.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.ContactMethod;
import org.fengqiao.response.AlertActions.StepNote;
import org.fengqiao.response.AlertActions.StepResult;
import org.fengqiao.response.EnterpriseTask;
import org.fengqiao.response.EnterpriseTaskService;
import org.fengqiao.response.EnterpriseTaskService.ReplyChannel;
import org.jboss.resteasy.reactive.RestPath;

/** The life of an alert, step by step. Each may be sent again: the same step twice changes nothing and says so. */
@Path("/api/v1/alerts/{id}")
@Tag(name = "Alerts: response")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.CARE_STAFF
})
class AlertActionResource {
    /**
     * What is said about a step; which fields a step reads stands at the step.
     *
     * @param attachment SHA-256 of a file, 64 lower-case hexadecimal digits
     * @param how phone or on_site
     * @param outcome averted, happened, false_alarm or merged
     * @param into the alert that it is merged into
     * @param arrived the person in charge of the enterprise was seen on site
     */
    record StepRequest(String note, String attachment, String how, String outcome, String into, boolean arrived) {
        private static final StepRequest NONE = new StepRequest(null, null, null, null, null, false);

        StepNote said() {
            return new StepNote(note, attachment);
        }
    }

    @Inject
    AlertActions actions;

    @Inject
    EnterpriseTaskService tasks;

    @Inject
    Caller caller;

    @POST
    @Path("/acknowledge")
    @Operation(summary = "I have it: nobody is told of it any longer (note, attachment)")
    public StepResult acknowledge(@RestPath String id, StepRequest words) {
        return actions.acknowledge(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/contact")
    @Operation(summary = "I spoke with them or was there (how, note, attachment)")
    public StepResult contact(@RestPath String id, StepRequest words) {
        UUID alert = mine(id);
        ContactMethod how = required("how", ContactMethod.class, given(words).how());
        return actions.contact(alert, caller.username(), how, words.said());
    }

    @POST
    @Path("/plan")
    @Operation(summary = "What will be done, by whom and by when (note, attachment)")
    public StepResult plan(@RestPath String id, StepRequest words) {
        return actions.plan(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/notes")
    @Operation(summary = "Something to remember, or a file, without going on (note, attachment)")
    public StepResult note(@RestPath String id, StepRequest words) {
        return actions.note(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/close")
    @Operation(summary = "It is over (outcome, note, attachment, into); at RED and ORANGE a second person checks first")
    public StepResult close(@RestPath String id, StepRequest words) {
        UUID alert = mine(id);
        AlertOutcome outcome =
                required("outcome", AlertOutcome.class, given(words).outcome());
        UUID into = words.into() == null ? null : mine(words.into());
        return actions.close(alert, caller.username(), outcome, into, words.said());
    }

    @POST
    @Path("/check/confirm")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The second person's check: it is closed (note, attachment)")
    public StepResult confirm(@RestPath String id, StepRequest words) {
        return actions.confirmClosing(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/check/return")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The second person is not convinced: it goes on (note, attachment)")
    public StepResult giveBack(@RestPath String id, StepRequest words) {
        return actions.rejectClosing(mine(id), caller.username(), given(words).said());
    }

    @GET
    @Path("/tasks")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "What was asked of the enterprise and what it answered, the latest first")
    public List<EnterpriseTask> tasks(@RestPath String id) {
        return tasks.of(mine(id));
    }

    @POST
    @Path("/task/reply")
    @RolesAllowed({
        Roles.ENTERPRISE,
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD
    })
    @Operation(summary = "The enterprise's answer, its own or as an officer wrote it down (note, attachment, arrived)")
    public StepResult reply(@RestPath String id, StepRequest words) {
        if (caller.hasRole(Role.ENTERPRISE)) {
            UUID alert = RequestParameters.id(id);
            caller.requireArea(actions.placeOf(alert).areaPath());
            return reply(alert, ReplyChannel.ENTERPRISE, given(words));
        }
        return reply(mine(id), ReplyChannel.OFFICER, given(words));
    }

    private StepResult reply(UUID alert, ReplyChannel through, StepRequest words) {
        return tasks.reply(alert, caller.username(), through, words.arrived(), words.said());
    }

    /** First whether it is the caller's at all: what is wrong with his words comes after. */
    private UUID mine(String text) {
        UUID alert = RequestParameters.id(text);
        AlertScope place = actions.placeOf(alert);
        caller.requireArea(place.areaPath());
        DimensionAccess.require(caller, place.dimension());
        return alert;
    }

    private static StepRequest given(StepRequest words) {
        return Objects.requireNonNullElse(words, StepRequest.NONE);
    }

    private static <E extends Enum<E>> E required(String name, Class<E> type, String text) {
        E given = RequestParameters.oneOf(name, type, text);
        if (given != null) return given;
        throw ProblemException.invalid(name + "-missing", "请在 " + name + " 写明", "Say in \"" + name + "\" which");
    }
}

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
import org.fengqiao.assessment.web.DimensionAccess;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Role;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.Contact;
import org.fengqiao.response.AlertActions.Done;
import org.fengqiao.response.AlertActions.Said;
import org.fengqiao.response.AlertPlace;
import org.fengqiao.response.EnterpriseTask;
import org.fengqiao.response.EnterpriseTasks;
import org.fengqiao.response.EnterpriseTasks.Through;
import org.fengqiao.response.Outcome;
import org.jboss.resteasy.reactive.RestPath;

/** The life of an alert, step by step. Each may be sent again: the same step twice changes nothing and says so. */
@Path("/api/v1/alerts/{id}")
@Tag(name = "Alerts: response")
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
    record Words(String note, String attachment, String how, String outcome, String into, boolean arrived) {
        private static final Words NONE = new Words(null, null, null, null, null, false);

        Said said() {
            return new Said(note, attachment);
        }
    }

    @Inject
    AlertActions actions;

    @Inject
    EnterpriseTasks tasks;

    @Inject
    Caller caller;

    @POST
    @Path("/acknowledge")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF
    })
    @Operation(summary = "I have it: nobody is told of it any longer (note, attachment)")
    public Done acknowledge(@RestPath String id, Words words) {
        return actions.acknowledge(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/contact")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF
    })
    @Operation(summary = "I spoke with them or was there (how, note, attachment)")
    public Done contact(@RestPath String id, Words words) {
        UUID alert = mine(id);
        Contact how = required("how", Contact.class, given(words).how());
        return actions.contact(alert, caller.username(), how, words.said());
    }

    @POST
    @Path("/plan")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF
    })
    @Operation(summary = "What will be done, by whom and by when (note, attachment)")
    public Done plan(@RestPath String id, Words words) {
        return actions.plan(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/notes")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF
    })
    @Operation(summary = "Something to remember, or a file, without going on (note, attachment)")
    public Done note(@RestPath String id, Words words) {
        return actions.note(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/close")
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF
    })
    @Operation(summary = "It is over (outcome, note, attachment, into); at RED and ORANGE a second person checks first")
    public Done close(@RestPath String id, Words words) {
        UUID alert = mine(id);
        Outcome outcome = required("outcome", Outcome.class, given(words).outcome());
        UUID into = words.into() == null ? null : mine(words.into());
        return actions.close(alert, caller.username(), outcome, into, words.said());
    }

    @POST
    @Path("/check/confirm")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The second person's check: it is closed (note, attachment)")
    public Done confirm(@RestPath String id, Words words) {
        return actions.confirm(mine(id), caller.username(), given(words).said());
    }

    @POST
    @Path("/check/return")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The second person is not convinced: it goes on (note, attachment)")
    public Done giveBack(@RestPath String id, Words words) {
        return actions.giveBack(mine(id), caller.username(), given(words).said());
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
    public Done reply(@RestPath String id, Words words) {
        if (caller.hasRole(Role.ENTERPRISE)) {
            UUID alert = Parameters.id(id);
            caller.requireArea(actions.placeOf(alert).areaPath());
            return reply(alert, Through.ENTERPRISE, given(words));
        }
        return reply(mine(id), Through.OFFICER, given(words));
    }

    private Done reply(UUID alert, Through through, Words words) {
        return tasks.reply(alert, caller.username(), through, words.arrived(), words.said());
    }

    /** First whether it is the caller's at all: what is wrong with his words comes after. */
    private UUID mine(String text) {
        UUID alert = Parameters.id(text);
        AlertPlace place = actions.placeOf(alert);
        caller.requireArea(place.areaPath());
        DimensionAccess.require(caller, place.dimension());
        return alert;
    }

    private static Words given(Words words) {
        return Objects.requireNonNullElse(words, Words.NONE);
    }

    private static <E extends Enum<E>> E required(String name, Class<E> type, String text) {
        E given = Parameters.oneOf(name, type, text);
        if (given != null) return given;
        throw Failure.invalid(name + "-missing", "请在 " + name + " 写明", "Say in \"" + name + "\" which");
    }
}

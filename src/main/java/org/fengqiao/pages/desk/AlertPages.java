package org.fengqiao.pages.desk;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.inquiry.alert.AlertDetail;
import org.fengqiao.inquiry.web.AccessScope;
import org.fengqiao.pages.shell.PageAddress;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.response.StepPreview.Step;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The page of an alert, and the steps that are taken on it or in the reading pane of a desk. A step is sent to the address of
 * its alert, so that whoever has to sign in first lands on the alert.
 */
@Path("/alerts/{id}")
@Produces(MediaType.TEXT_HTML)
@Blocking
class AlertPages {
    /** Who may take steps, as for the API. */
    static final Set<Role> ACTING = EnumSet.of(
            Role.INFORMATION_OFFICER,
            Role.MEDIATION_LEAD,
            Role.LABOUR_OFFICER,
            Role.LABOUR_OFFICE_HEAD,
            Role.SUBDISTRICT_LEADER,
            Role.DISTRICT_HR,
            Role.TRADE_UNION,
            Role.GOVERNANCE_CENTRE,
            Role.CARE_STAFF);

    @Inject
    @Location("desk/alert")
    Template page;

    @Inject
    @Location("desk/answer")
    Template answer;

    @Inject
    AlertPane pane;

    @Inject
    DeskView desk;

    @Inject
    StepDesk steps;

    @Inject
    AccessScope scope;

    @Inject
    PageFrame frame;

    @GET
    @Operation(hidden = true)
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
    public TemplateInstance alert(@RestPath String id, @RestQuery String done) {
        return whole(pane.detail(RequestParameters.id(id)), null, List.of())
                .data("done", StepDone.of(done, frame.wording()));
    }

    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Operation(hidden = true)
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
    public Object step(@RestPath String id, @HeaderParam("HX-Request") boolean inPlace, @BeanParam StepForm form) {
        UUID alert = RequestParameters.id(id);
        return take(alert, form, inPlace, false);
    }

    /** Reviewing a closing, which not everybody may who takes the other steps. */
    @POST
    @Path("/review")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR
    })
    public Object review(@RestPath String id, @HeaderParam("HX-Request") boolean inPlace, @BeanParam StepForm form) {
        return take(RequestParameters.id(id), form, inPlace, true);
    }

    /** Where somebody lands who had to sign in before reviewing. */
    @GET
    @Path("/review")
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR
    })
    public Response reviewed(@RestPath String id) {
        UUID alert = RequestParameters.id(id);
        scope.alert(alert);
        return Response.seeOther(URI.create("/alerts/" + alert)).build();
    }

    private Object take(UUID alert, StepForm form, boolean inPlace, boolean review) {
        scope.alert(alert);
        Step step = StepDesk.step(form);
        if (review != (step == Step.CONFIRM || step == Step.REJECT)) {
            throw ProblemException.invalid("step-elsewhere", "这一步不在这里办。", "This step is taken elsewhere.");
        }
        List<String> unseen = pane.unseen(pane.detail(alert), form.seen);
        if (!unseen.isEmpty()) return answer(alert, unseen, new StepFault(step, "", null, form), 409, inPlace);
        try {
            steps.take(alert, step, form);
        } catch (ProblemException failure) {
            if (failure.kind() == ErrorKind.UNAVAILABLE) throw failure;
            StepFault fault = StepFault.of(step, failure, frame.wording(), form);
            return answer(alert, List.of(), fault, failure.kind().httpStatus(), inPlace);
        }
        if (!inPlace)
            return Response.seeOther(URI.create(after(alert, step, form))).build();
        return inPlace(alert, null, List.of(), form).data("done", StepDone.of(step.name(), frame.wording()));
    }

    /** Without scripts: back to the desk, or to the alert, which say what was done. */
    private static String after(UUID alert, Step step, StepForm form) {
        return PageAddress.parse(form.back)
                .orElse(PageAddress.of("/alerts/" + alert))
                .with("done", step.name().toLowerCase(Locale.ROOT))
                .toString();
    }

    /** In place nothing failed as far as the browser can tell, or it would write an error into its console. */
    private Object answer(UUID alert, List<String> unseen, StepFault fault, int status, boolean inPlace) {
        if (inPlace) return inPlace(alert, fault, unseen, fault.typed()).data("done", null);
        return Response.status(status)
                .entity(whole(pane.detail(alert), fault, unseen).data("done", null))
                .build();
    }

    private TemplateInstance inPlace(UUID alert, StepFault fault, List<String> unseen, StepForm form) {
        AlertDetail detail = pane.detail(alert);
        TemplateInstance filled = pane.fill(frame.page(answer, desk.held()), detail, fault)
                .data("unseen", unseen)
                .data("list", null)
                .data("previous", null)
                .data("next", null);
        return PageAddress.parse(form.back)
                .filter(address -> address.path().equals("/desk"))
                .map(DeskState::of)
                .map(state -> filled.data("back", form.back)
                        .data("row", desk.row(alert, state).orElse(null))
                        .data("sections", desk.sections(state)))
                .orElseGet(() -> filled.data("back", "").data("row", null).data("sections", null));
    }

    private TemplateInstance whole(AlertDetail detail, StepFault fault, List<String> unseen) {
        return pane.fill(frame.page(page), detail, fault)
                .data("unseen", unseen)
                .data("back", "")
                .data("list", null)
                .data("previous", null)
                .data("next", null);
    }
}

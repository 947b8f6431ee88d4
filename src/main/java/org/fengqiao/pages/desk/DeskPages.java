package org.fengqiao.pages.desk;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestQuery;

/** My desk: the alerts I have to do with, and the one I am reading. Its address holds all of its state. */
@Path("/desk")
@Produces(MediaType.TEXT_HTML)
@Blocking
class DeskPages {
    @Inject
    @Location("desk/desk")
    Template whole;

    @Inject
    @Location("desk/pane")
    Template reading;

    @Inject
    DeskView desk;

    @Inject
    AlertPane pane;

    @Inject
    PageFrame frame;

    @Inject
    AuditTrail trail;

    @Inject
    Caller caller;

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
    public TemplateInstance desk(
            @RestQuery String section,
            @RestQuery String tier,
            @RestQuery String sort,
            @RestQuery String q,
            @RestQuery String page,
            @RestQuery String open,
            @RestQuery String done,
            @HeaderParam("HX-Target") String target,
            @HeaderParam("HX-History-Restore-Request") boolean restored) {
        // the address has them all; they stand above because a parameter that stands nowhere is refused
        DeskState state = DeskState.of(frame.address());
        boolean paneOnly = "pane".equals(target) && !restored && state.open() != null;
        TemplateInstance filled = desk.fill(frame.page(paneOnly ? reading : whole, desk.held()), state);
        filled.data("unseen", List.of())
                .data("done", StepDone.of(done, frame.wording()))
                .data("open", state.open() != null);
        if (state.open() == null) return filled;
        // the audit trail goes by what stands in the path, and this stands behind it
        trail.recordCall(caller.username(), "GET /desk", state.open().toString(), "200");
        return pane.fill(filled, pane.detail(state.open()), null);
    }
}

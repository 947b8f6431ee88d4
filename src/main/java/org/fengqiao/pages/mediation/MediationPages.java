package org.fengqiao.pages.mediation;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.mediation.CaseView;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.handover.HandoverService;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestPath;

/** The page of a mediation, which the code on a printed form opens. */
@Path("/mediation-cases/{id}")
@Produces(MediaType.TEXT_HTML)
@Blocking
class MediationPages {
    @Inject
    @Location("mediation/case")
    Template page;

    @Inject
    MediationService mediations;

    @Inject
    HandoverService handovers;

    @Inject
    PageFrame frame;

    @Inject
    Caller caller;

    @GET
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.MEDIATOR,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public TemplateInstance mediation(@RestPath String id) {
        UUID wanted = RequestParameters.id(id);
        mediations.scopeOf(wanted).requireAccess(caller);
        CaseView view = mediations.view(wanted);
        return frame.page(page)
                .data("v", view)
                .data("m", view.mediation())
                .data("lacks", handovers.completeness(wanted, caller.username()))
                .data("handover", handovers.find(wanted).orElse(null));
    }
}

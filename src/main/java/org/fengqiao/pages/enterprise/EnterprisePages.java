package org.fengqiao.pages.enterprise;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of an enterprise: its score over a year, what is known of it, and what was done. */
@Path("/enterprises/{id}")
@Produces(MediaType.TEXT_HTML)
@Blocking
class EnterprisePages {
    @Inject
    @Location("enterprise/enterprise")
    Template page;

    @Inject
    EnterpriseView view;

    /** @param day shows what was known at the end of that day, by the rules of then */
    @GET
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public TemplateInstance enterprise(@RestPath String id, @RestQuery String day, @RestQuery String cursor) {
        return view.fill(page, id, day, cursor);
    }
}

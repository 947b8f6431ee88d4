package org.fengqiao.pages.enterprise;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.enterprise.EnterpriseQueries;
import org.fengqiao.inquiry.enterprise.EnterpriseSummary;
import org.fengqiao.pages.shell.PageFrame;
import org.fengqiao.pages.shell.Pager;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.jboss.resteasy.reactive.RestQuery;

/** Finds enterprises by a part of their name or by their credit code. */
@Path("/enterprises")
@Produces(MediaType.TEXT_HTML)
@Blocking
class EnterpriseListPages {
    private static final int PAGE_SIZE = 50;

    @Inject
    @Location("enterprise/list")
    Template page;

    @Inject
    EnterpriseQueries enterprises;

    @Inject
    PageFrame frame;

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
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public TemplateInstance list(@RestQuery @Size(max = 100) String q, @RestQuery String cursor) {
        TemplateInstance filled = frame.page(page).data("q", q == null ? "" : q);
        try {
            var filter =
                    new EnterpriseQueries.Filter(q == null || q.isBlank() ? null : q, List.of(caller.areaPath()), null);
            boolean withLabour = DimensionAccess.allows(caller, Dimension.LABOUR);
            return found(filled, enterprises.list(filter, withLabour, cursor, PAGE_SIZE), cursor)
                    .data("fault", null);
        } catch (ProblemException failure) {
            return found(filled, new CursorPage<>(List.of(), null), null)
                    .data("fault", frame.wording().language().of(failure));
        }
    }

    private TemplateInstance found(TemplateInstance filled, CursorPage<EnterpriseSummary> found, String cursor) {
        int shown = found.items().size();
        String text = frame.wording().choose("本页 " + shown + " 家", shown + " on this page");
        String first = cursor == null ? null : frame.address().without("cursor").toString();
        String next = found.next() == null
                ? null
                : frame.address().with("cursor", found.next()).toString();
        return filled.data("enterprises", found.items()).data("pager", new Pager(text, first, next));
    }
}

package org.fengqiao.inquiry.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.assessment.web.DimensionAccess;
import org.fengqiao.inquiry.AlertDetail;
import org.fengqiao.inquiry.AlertDossier;
import org.fengqiao.inquiry.AlertFilter;
import org.fengqiao.inquiry.AlertLine;
import org.fengqiao.inquiry.AlertQueries;
import org.fengqiao.inquiry.Page;
import org.fengqiao.inquiry.PostLine;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Identities;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Releases;
import org.fengqiao.policy.Tier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** My alerts, and one of them, in a browser. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class AlertPages {
    private static final int ROWS = 50;

    /** What a person finds on their desk: the alerts of their posts or, holding none, those of their area. */
    private record Desk(List<PostLine> posts, AlertFilter.Whose whose, Optional<Dimension> dimension) {
        AlertFilter filter(List<String> areaPaths, Tier tier) {
            return new AlertFilter(
                    dimension.orElseThrow(),
                    areaPaths,
                    posts.isEmpty() ? null : whose,
                    AlertFilter.As.ANY,
                    tier,
                    AlertFilter.State.OPEN);
        }
    }

    public record TierCount(Tier tier, Text label, int count) {}

    @Inject
    @Location("inquiry/alerts")
    Template list;

    @Inject
    @Location("inquiry/alert")
    Template one;

    @Inject
    AlertQueries alerts;

    @Inject
    AlertDossier dossier;

    @Inject
    PostQueries posts;

    @Inject
    Releases releases;

    @Inject
    Reach reach;

    @Inject
    PageFrame frame;

    @Inject
    Caller caller;

    @Inject
    SecurityIdentity identity;

    @Inject
    InstantSource clock;

    @GET
    @Authenticated
    @Operation(hidden = true)
    public Object mine(@RestQuery String tier, @RestQuery String cursor) {
        if (Boolean.TRUE.equals(identity.getAttribute(Identities.ONE_TIME))) {
            return Response.seeOther(URI.create("/password")).build();
        }
        Desk desk = new Desk(
                posts.heldBy(caller.username()),
                AlertFilter.Whose.heldBy(caller.username(), clock.instant()),
                dimension());
        Tier only = Parameters.oneOf("tier", Tier.class, tier);
        TemplateInstance page = frame.page(list, desk.posts())
                .data("sees", desk.dimension().isPresent())
                .data("tier", only == null ? "" : only.name());
        if (desk.dimension().isEmpty()) {
            return page.data("counts", List.of()).data("lines", List.of()).data("next", null);
        }
        List<String> areas = List.of(caller.areaPath());
        Page<AlertLine> found = alerts.list(desk.filter(areas, only), cursor, ROWS);
        return page.data("counts", counts(desk.filter(areas, null)))
                .data("lines", found.items())
                .data("next", found.next());
    }

    @GET
    @Path("alerts/{id}")
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.INFORMATION_OFFICER,
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.CARE_STAFF,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public TemplateInstance one(@RestPath String id) {
        UUID alert = Parameters.id(id);
        AlertDetail detail =
                dossier.of(alert, reach.alert(alert), caller.areaPath()).orElseThrow();
        return frame.page(one, posts.heldBy(caller.username()))
                .data("d", detail)
                .data("a", detail.alert());
    }

    /** Gravest first. */
    private List<TierCount> counts(AlertFilter filter) {
        Map<Tier, Integer> counts = alerts.countsByTier(filter);
        return counts.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .map(tier -> new TierCount(tier, releases.live().label(filter.dimension(), tier), counts.get(tier)))
                .toList();
    }

    private Optional<Dimension> dimension() {
        return List.of(Dimension.LABOUR, Dimension.CARE).stream()
                .filter(wanted -> DimensionAccess.allows(caller, wanted))
                .findFirst();
    }
}

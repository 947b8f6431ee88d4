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
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.PassQueries;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.inquiry.alert.AlertDetail;
import org.fengqiao.inquiry.alert.AlertDossier;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.security.SecurityIdentities;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of my alerts and of a single alert. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class AlertPages {
    private static final int PAGE_SIZE = 50;

    /** The alerts of the posts somebody holds or, without a post, those of their area. */
    private record AlertSelection(
            List<PostSummary> posts, AlertFilter.PostSelector heldBy, Optional<Dimension> dimension) {
        AlertFilter filter(List<String> areaPaths, Tier tier) {
            return new AlertFilter(
                    dimension.orElseThrow(),
                    areaPaths,
                    posts.isEmpty() ? null : heldBy,
                    AlertFilter.PostRole.ANY,
                    tier,
                    AlertFilter.State.OPEN);
        }
    }

    public record TierCount(Tier tier, BilingualText label, int count) {}

    @Inject
    @Location("inquiry/alerts")
    Template list;

    @Inject
    @Location("inquiry/alert")
    Template detail;

    @Inject
    AlertQueries alerts;

    @Inject
    AlertDossier dossier;

    @Inject
    PostQueries posts;

    @Inject
    PassQueries passes;

    @Inject
    Releases releases;

    @Inject
    AccessScope scope;

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
        if (Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.ONE_TIME))) {
            return Response.seeOther(URI.create("/password")).build();
        }
        AlertSelection selection = new AlertSelection(
                posts.heldBy(caller.username()),
                AlertFilter.PostSelector.heldBy(caller.username(), clock.instant()),
                dimension());
        Tier wanted = RequestParameters.oneOf("tier", Tier.class, tier);
        TemplateInstance page = frame.page(list, selection.posts())
                .data("sees", selection.dimension().isPresent())
                .data("asOf", passes.assessedAsOf())
                .data("tier", wanted == null ? "" : wanted.name());
        if (selection.dimension().isEmpty()) {
            return page.data("counts", List.of()).data("lines", List.of()).data("next", null);
        }
        List<String> areas = List.of(caller.areaPath());
        CursorPage<AlertSummary> found = alerts.list(selection.filter(areas, wanted), cursor, PAGE_SIZE);
        return page.data("counts", counts(selection.filter(areas, null)))
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
    public TemplateInstance detail(@RestPath String id) {
        UUID alert = RequestParameters.id(id);
        AlertDetail found =
                dossier.of(alert, scope.alert(alert), caller.areaPath()).orElseThrow();
        return frame.page(detail, posts.heldBy(caller.username()))
                .data("asOf", passes.assessedAsOf())
                .data("d", found)
                .data("a", found.alert());
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
                .filter(dimension -> DimensionAccess.allows(caller, dimension))
                .findFirst();
    }
}

package org.fengqiao.alerting.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.suppression.NewSilence;
import org.fengqiao.alerting.suppression.SilenceService;
import org.fengqiao.alerting.suppression.SilenceService.SilencePreview;
import org.fengqiao.alerting.suppression.SilenceView;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.jboss.resteasy.reactive.RestPath;

/** Silences: who keeps whom from being told of what, why and until when. */
@Path("/api/v1/silences")
@Tag(name = "Silences")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.CARE_STAFF,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR
})
class SilenceResource {
    @Inject
    SilenceService silences;

    @Inject
    Caller caller;

    /** Names are words, so that a wrong one is told with those there are. */
    public record SilenceRequest(
            String reason,
            String enterprise,
            String area,
            String dimension,
            String rule,
            String indicator,
            String maxTier,
            String endsAt) {}

    /** Why a silence ends early. */
    public record LiftRequest(String reason) {}

    @GET
    @Operation(summary = "Silences within my area, the newest first, with author, reason and what they held back")
    public List<SilenceView> list() {
        Set<Dimension> mine = Arrays.stream(Dimension.values())
                .filter(dimension -> DimensionAccess.allows(caller, dimension))
                .collect(Collectors.toSet());
        return silences.within(caller.areaPath(), mine);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One silence")
    public SilenceView one(@RestPath String id) {
        return mine(RequestParameters.id(id));
    }

    @POST
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.CARE_STAFF})
    @Operation(summary = "Puts a silence in force: a reason, an enterprise or a small area, 30 days and ORANGE at most")
    public SilenceView open(SilenceRequest asked) {
        NewSilence wanted = wanted(asked);
        return silences.open(wanted, requirePlace(wanted), caller.username());
    }

    @POST
    @Path("/preview")
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.CARE_STAFF})
    @Operation(summary = "How many alerts such a silence would hide, and whether it would be refused; makes none")
    public SilencePreview preview(SilenceRequest asked) {
        NewSilence wanted = wanted(asked);
        return silences.preview(wanted, requirePlace(wanted), caller.username());
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.CARE_STAFF})
    @Operation(summary = "Takes my own silence back within seconds, before anybody is told of it")
    public SilenceView withdraw(@RestPath String id) {
        return silences.withdraw(mine(RequestParameters.id(id)).id(), caller.username());
    }

    private String requirePlace(NewSilence wanted) {
        String place = silences.areaPathOf(wanted);
        caller.requireArea(place);
        return place;
    }

    private NewSilence wanted(SilenceRequest asked) {
        Dimension dimension = Objects.requireNonNullElse(
                RequestParameters.oneOf("dimension", Dimension.class, asked.dimension()), own());
        DimensionAccess.require(caller, dimension);
        UUID enterprise = asked.enterprise() == null ? null : RequestParameters.id(asked.enterprise());
        Instant end = RequestParameters.instant("endsAt", asked.endsAt());
        Tier maxTier = RequestParameters.oneOf("maxTier", Tier.class, asked.maxTier());
        return new NewSilence(
                asked.reason(), enterprise, asked.area(), dimension, asked.rule(), asked.indicator(), maxTier, end);
    }

    @POST
    @Path("/{id}/lift")
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.CARE_STAFF})
    @Operation(summary = "Ends a silence now; what it held and is still open is told")
    public SilenceView lift(@RestPath String id, LiftRequest lifting) {
        UUID silence = mine(RequestParameters.id(id)).id();
        return silences.lift(silence, caller.username(), lifting.reason());
    }

    private Dimension own() {
        return DimensionAccess.allows(caller, Dimension.LABOUR) ? Dimension.LABOUR : Dimension.CARE;
    }

    private SilenceView mine(UUID id) {
        SilenceView silence = silences.find(id);
        caller.requireArea(silence.areaPath());
        DimensionAccess.require(caller, Dimension.valueOf(silence.dimension().toUpperCase(java.util.Locale.ROOT)));
        return silence;
    }
}

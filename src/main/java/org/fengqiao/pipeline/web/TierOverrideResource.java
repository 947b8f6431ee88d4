package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.tier.TierOverrideQueries;
import org.fengqiao.alerting.tier.TierOverrideView;
import org.fengqiao.pipeline.tier.TierOverrideService;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.jboss.resteasy.reactive.RestPath;

/** The tier of an alert, set by hand for a time; ORANGE and RED need a second signature. */
@Path("/api/v1/alerts/{id}/tier")
@Tag(name = "Alerts: response")
@RolesAllowed({
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.CARE_STAFF
})
class TierOverrideResource {
    /**
     * @param tier blue, yellow, orange or red
     * @param until when the word of the rules counts again, RFC 3339
     * @param note the reason
     */
    record TierRequest(String tier, String until, String note) {}

    record ReviewRequest(String note) {
        private static final ReviewRequest NONE = new ReviewRequest(null);
    }

    @Inject
    TierOverrideService tiers;

    @Inject
    TierOverrideQueries queries;

    @Inject
    AlertActions alerts;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
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
    @Operation(summary = "Tiers set by hand: asked for, in force and ended, the latest first")
    public List<TierOverrideView> list(@RestPath String id) {
        UUID alert = RequestParameters.id(id);
        scope(alert);
        return queries.ofAlert(alert);
    }

    @POST
    @Operation(summary = "Set the tier by hand (tier, until, note); where ORANGE or RED is concerned, ask for it")
    public StepResult set(@RestPath String id, TierRequest request) {
        UUID alert = RequestParameters.id(id);
        AlertScope scope = scope(alert);
        TierRequest wanted = Objects.requireNonNullElse(request, new TierRequest(null, null, null));
        Tier tier = required("tier", RequestParameters.oneOf("tier", Tier.class, wanted.tier()));
        Instant until = required("until", RequestParameters.instant("until", wanted.until()));
        return tiers.set(alert, scope, tier, until, caller.username(), new StepNote(wanted.note(), null));
    }

    @POST
    @Path("/confirm")
    @Operation(summary = "The second signature under a tier that somebody else asked for")
    public StepResult confirm(@RestPath String id) {
        UUID alert = RequestParameters.id(id);
        return tiers.confirm(alert, scope(alert), caller.username());
    }

    @POST
    @Path("/reject")
    @Operation(summary = "Do not agree to a tier that somebody else asked for (note)")
    public StepResult reject(@RestPath String id, ReviewRequest request) {
        UUID alert = RequestParameters.id(id);
        scope(alert);
        StepNote note = new StepNote(
                Objects.requireNonNullElse(request, ReviewRequest.NONE).note(), null);
        return tiers.reject(alert, caller.username(), note, clock.instant());
    }

    private AlertScope scope(UUID alert) {
        AlertScope scope = alerts.scopeOf(alert);
        caller.requireArea(scope.areaPath());
        DimensionAccess.require(caller, scope.dimension());
        return scope;
    }

    private static <T> T required(String name, T value) {
        if (value != null) return value;
        throw ProblemException.invalid(name + "-missing", "请写明 " + name, "Say \"" + name + "\"");
    }
}

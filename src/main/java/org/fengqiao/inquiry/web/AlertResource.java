package org.fengqiao.inquiry.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.AssessedAsOf;
import org.fengqiao.inquiry.AssessedPage;
import org.fengqiao.inquiry.PassQueries;
import org.fengqiao.inquiry.alert.AlertDetail;
import org.fengqiao.inquiry.alert.AlertDossier;
import org.fengqiao.inquiry.alert.AlertExplanation;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.notification.Inbox;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Alerts, gravest first. They contain risk tiers and are for people, not for systems. */
@Path("/api/v1/alerts")
@Tag(name = "Alerts")
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
class AlertResource {
    @Inject
    AlertQueries alerts;

    @Inject
    AlertDossier dossier;

    @Inject
    InstantSource clock;

    @Inject
    Inbox inbox;

    @Inject
    AccessScope scope;

    @Inject
    Caller caller;

    @Inject
    PassQueries passes;

    /** An alert, and as of when its enterprise was assessed. */
    record AlertView(@JsonUnwrapped AlertDetail alert, AssessedAsOf assessedAsOf) {}

    /** {@code as} is the role of the post: owner, copied or any. */
    @GET
    @Operation(summary = "Alerts by post (or mine=true), area, dimension, tier and state, gravest first")
    public AssessedPage<AlertSummary> list(
            @RestQuery String post,
            @RestQuery boolean mine,
            @RestQuery String as,
            @RestQuery String area,
            @RestQuery String dimension,
            @RestQuery String tier,
            @RestQuery String state,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        AlertFilter filter = new AlertFilter(
                dimension(dimension),
                scope.paths(area),
                posts(post, mine),
                Objects.requireNonNullElse(
                        RequestParameters.oneOf("as", AlertFilter.PostRole.class, as), AlertFilter.PostRole.ANY),
                RequestParameters.oneOf("tier", Tier.class, tier),
                RequestParameters.oneOf("state", AlertFilter.State.class, state));
        return AssessedPage.of(alerts.list(filter, cursor, limit), passes.assessedAsOf());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One alert with its owner and why, clocks, findings and the task of the enterprise")
    public AlertView find(@RestPath String id) {
        return new AlertView(detail(id), passes.assessedAsOf());
    }

    private AlertDetail detail(String id) {
        UUID alert = RequestParameters.id(id);
        return dossier.of(alert, scope.alert(alert), caller.areaPath()).orElseThrow();
    }

    @GET
    @Path("/{id}/notifications")
    @Operation(summary = "Who was notified of an alert, when and by which channel, failed attempts included")
    public List<Inbox.DeliveryHistory> notifications(@RestPath String id) {
        UUID alert = RequestParameters.id(id);
        scope.alert(alert);
        return inbox.ofAlert(alert);
    }

    @GET
    @Path("/{id}/why")
    @Operation(summary = "Why did I get this: facts, rules, tier, route, clocks and escalation steps")
    public AlertExplanation why(@RestPath String id) {
        return AlertExplanation.of(detail(id));
    }

    /** Defaults to labour for labour roles and to care for care staff. */
    private Dimension dimension(String text) {
        Dimension given = RequestParameters.oneOf("dimension", Dimension.class, text);
        Dimension byRole = DimensionAccess.allows(caller, Dimension.LABOUR) ? Dimension.LABOUR : Dimension.CARE;
        Dimension wanted = Objects.requireNonNullElse(given, byRole);
        DimensionAccess.require(caller, wanted);
        return wanted;
    }

    private AlertFilter.PostSelector posts(String post, boolean mine) {
        if (post != null) return AlertFilter.PostSelector.of(RequestParameters.id(post));
        return mine ? AlertFilter.PostSelector.heldBy(caller.username(), clock.instant()) : null;
    }
}

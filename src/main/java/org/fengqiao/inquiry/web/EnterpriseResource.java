package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.AssessedAsOf;
import org.fengqiao.inquiry.AssessedPage;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.PassQueries;
import org.fengqiao.inquiry.enterprise.EnterpriseQueries;
import org.fengqiao.inquiry.enterprise.EnterpriseSummary;
import org.fengqiao.inquiry.enterprise.ObservationQueries;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.attachment.web.AttachmentDownload;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.enterprise.EnterpriseDraft.Identifier;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.Headcounts;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Enterprises and their observations. Labour risk is shown to labour roles only, never to systems. */
@Path("/api/v1/enterprises")
@Tag(name = "Enterprises")
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
class EnterpriseResource {
    private static final int MAX_RELATED = 500;

    @Inject
    EnterpriseRelations relations;

    @Inject
    InstantSource clock;

    /** The head count that routing uses, and the counts it was derived from. */
    record Headcount(Integer heads, boolean conflict, List<Reading> readings) {}

    record Reading(String source, LocalDate countedOn, int staff, int dispatched, Instant learntAt) {}

    record EnterpriseView(
            EnterpriseSummary enterprise,
            List<Identifier> identifiers,
            Headcount headcount,
            AssessedAsOf assessedAsOf) {}

    @Inject
    EnterpriseQueries enterprises;

    @Inject
    EnterpriseStore store;

    @Inject
    ObservationQueries observations;

    @Inject
    PassQueries passes;

    @Inject
    AttachmentDownload download;

    @Inject
    AccessScope scope;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Enterprises by part of their name, beginning of their credit code, area or labour tier")
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
        Roles.ADMINISTRATOR,
        Roles.ENTERPRISES_READ
    })
    public AssessedPage<EnterpriseSummary> list(
            @RestQuery @Size(max = 100) String q,
            @RestQuery String area,
            @RestQuery String tier,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        Tier wanted = RequestParameters.oneOf("tier", Tier.class, tier);
        if (wanted != null) {
            DimensionAccess.require(caller, Dimension.LABOUR);
        }
        var filter = new EnterpriseQueries.Filter(q, scope.paths(area), wanted);
        return AssessedPage.of(enterprises.list(filter, seesLabour(), cursor, limit), passes.assessedAsOf());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One enterprise with its identifiers and head counts")
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
        Roles.ADMINISTRATOR,
        Roles.ENTERPRISES_READ
    })
    public EnterpriseView find(@RestPath String id) {
        UUID enterprise = scope.enterprise(id).id();
        EnterpriseSummary summary = enterprises.find(enterprise, seesLabour()).orElseThrow();
        List<Headcounts.Reading> readings = store.readingsOf(enterprise);
        return new EnterpriseView(
                summary,
                enterprises.identifiers(enterprise),
                new Headcount(
                        summary.headcount(),
                        summary.flags().contains(Headcounts.CONFLICT_FLAG),
                        readings.stream()
                                .sorted(Comparator.comparing(Headcounts.Reading::countedOn)
                                        .reversed())
                                .map(reading -> new Reading(
                                        reading.source(),
                                        reading.countedOn(),
                                        reading.staff(),
                                        reading.dispatched(),
                                        reading.learntAt()))
                                .toList()),
                passes.assessedAsOf());
    }

    @GET
    @Path("/{id}/observations")
    @Operation(summary = "Observations of an enterprise, newest first, corrections included")
    public CursorPage<ObservationQueries.ObservationView> observations(
            @RestPath String id,
            @RestQuery String indicator,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return observations.of(scope.enterprise(id).id(), indicator, cursor, limit);
    }

    @GET
    @Path("/{id}/observations/{key}/attachments/{attachment}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "A file that was reported with an observation, to be saved")
    public Response attachment(@RestPath String id, @RestPath String key, @RestPath String attachment) {
        UUID enterprise = scope.enterprise(id).id();
        UUID observation = RequestParameters.id(key);
        observations.requireOf(enterprise, observation);
        return download.of(RequestParameters.id(attachment), observation);
    }

    /** Enterprises outside the caller's area are left out. */
    @GET
    @Path("/{id}/relations")
    @Operation(
            summary = "Enterprises under the same controller, on the same site or in the same contractor chain today")
    public List<EnterpriseRelations.Related> relations(@RestPath String id) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        return relations.related(scope.enterprise(id).id(), today, MAX_RELATED).stream()
                .filter(related -> caller.covers(related.areaPath()))
                .toList();
    }

    private boolean seesLabour() {
        return DimensionAccess.allows(caller, Dimension.LABOUR);
    }
}

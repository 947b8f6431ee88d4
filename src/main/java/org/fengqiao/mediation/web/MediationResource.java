package org.fengqiao.mediation.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.mediation.CaseFile;
import org.fengqiao.mediation.CaseOpening;
import org.fengqiao.mediation.CaseQueries;
import org.fengqiao.mediation.CaseQueries.CaseSummary;
import org.fengqiao.mediation.CaseState;
import org.fengqiao.mediation.CaseView;
import org.fengqiao.mediation.ElementForm;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.handover.Completeness;
import org.fengqiao.mediation.handover.HandoverService;
import org.fengqiao.platform.attachment.web.AttachmentDownload;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Mediation cases, step by step. */
@Path("/api/v1/mediation-cases")
@Tag(name = "Mediation")
@RolesAllowed({Roles.MEDIATOR, Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
class MediationResource {
    record WillingnessRequest(
            @NotBlank String party, @NotNull CaseFile.Willingness will) {}

    record MediatorRefusal(@NotBlank String party) {}

    record CasePage(List<CaseSummary> items, UUID next) {}

    @Inject
    MediationService mediations;

    @Inject
    CaseOpening openings;

    @Inject
    CaseQueries queries;

    @Inject
    HandoverService handovers;

    @Inject
    Caller caller;

    @Inject
    CaseAccess access;

    @Inject
    AttachmentDownload download;

    @GET
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
    @Operation(summary = "Cases in my area, newest first; mine=true: those I mediate; mediators see no others")
    public CasePage list(
            @RestQuery String state,
            @RestQuery boolean mine,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        UUID before = cursor == null || cursor.isBlank() ? null : RequestParameters.id(cursor);
        CaseState wanted = RequestParameters.oneOf("state", CaseState.class, state);
        String mediator = mine || !MediationService.CaseScope.isOpenTo(caller) ? caller.username() : null;
        List<CaseSummary> found = queries.list(caller.areaPath(), wanted, mediator, before, limit + 1);
        if (found.size() <= limit) return new CasePage(found, null);
        List<CaseSummary> items = found.subList(0, limit);
        return new CasePage(items, items.get(limit - 1).id());
    }

    @GET
    @Path("/{id}")
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
    @Operation(summary = "One case, the statutory periods that run in it, and its history")
    public CaseView view(@RestPath String id) {
        return mediations.view(access.requireAccessible(id));
    }

    @GET
    @Path("/{id}/attachments/{attachment}")
    @Produces(MediaType.WILDCARD)
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
    @Operation(summary = "A file of this case, to be saved")
    public Response attachment(@RestPath String id, @RestPath String attachment) {
        UUID caseId = access.requireAccessible(id);
        return download.of(RequestParameters.id(attachment), caseId);
    }

    @POST
    @Path("/{id}/parties")
    @Operation(summary = "Add a party; the case waits until they want to mediate too")
    public CaseSummary party(@RestPath String id, CaseOpening.NewParty party) {
        return openings.addParty(access.requireAccessible(id), caller.username(), access.requireValid(party));
    }

    @POST
    @Path("/{id}/will")
    @Operation(summary = "Record whether a party wants to mediate; nobody is forced to")
    public CaseSummary will(@RestPath String id, WillingnessRequest request) {
        UUID caseId = access.requireAccessible(id);
        access.requireValid(request);
        return mediations.recordWillingness(caseId, caller.username(), request.party(), request.will());
    }

    @POST
    @Path("/{id}/mediator")
    @Operation(summary = "Record that a party refuses the mediator: another one is chosen")
    public CaseSummary mediator(@RestPath String id, MediatorRefusal party) {
        return openings.replaceMediator(
                access.requireAccessible(id),
                caller.username(),
                access.requireValid(party).party());
    }

    @POST
    @Path("/{id}/sessions")
    @Operation(summary = "Record a mediation session")
    public CaseSummary session(@RestPath String id, CaseFile.Session session) {
        return mediations.recordSession(access.requireAccessible(id), caller.username(), access.requireValid(session));
    }

    @POST
    @Path("/{id}/concessions")
    @Operation(summary = "Record a concession; it stays here unless all parties release it")
    public CaseSummary concession(@RestPath String id, CaseFile.Concession concession) {
        return mediations.recordConcession(
                access.requireAccessible(id), caller.username(), access.requireValid(concession));
    }

    @POST
    @Path("/{id}/concessions/{number}/consents")
    @Operation(summary = "Record a party's signed consent to use a concession (the first is 1) before a court")
    public CaseSummary consent(@RestPath String id, @RestPath String number, CaseFile.PartySignature consent) {
        UUID caseId = access.requireAccessible(id);
        int index = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) - 1 : -1;
        return mediations.releaseConcession(caseId, caller.username(), index, access.requireValid(consent));
    }

    @POST
    @Path("/{id}/agreement")
    @Operation(summary = "Record the agreement that all parties signed, with the day it must be performed by")
    public CaseSummary agreement(@RestPath String id, CaseFile.MediationAgreement agreement) {
        return mediations.recordAgreement(
                access.requireAccessible(id), caller.username(), access.requireValid(agreement));
    }

    @POST
    @Path("/{id}/performance")
    @Operation(summary = "Record that the agreement was performed")
    public CaseSummary performed(@RestPath String id) {
        return mediations.recordPerformance(access.requireAccessible(id), caller.username());
    }

    @POST
    @Path("/{id}/breach")
    @Operation(summary = "Record that the agreement was not performed in time")
    public CaseSummary missed(@RestPath String id) {
        return mediations.recordBreach(access.requireAccessible(id), caller.username());
    }

    @POST
    @Path("/{id}/failure")
    @Operation(summary = "End the mediation without an agreement")
    public CaseSummary failed(@RestPath String id) {
        return mediations.endWithoutAgreement(access.requireAccessible(id), caller.username());
    }

    @PUT
    @Path("/{id}/elements")
    @Operation(summary = "Replace the element form; numbers that name a person are masked")
    public Completeness elements(@RestPath String id, ElementForm elements) {
        UUID caseId = access.requireAccessible(id);
        mediations.updateElements(caseId, caller.username(), access.requireValid(elements));
        return handovers.completeness(caseId, caller.username());
    }

    @POST
    @Path("/{id}/conversion")
    @Operation(summary = "Record an applicant's signed request to go to court")
    public CaseSummary conversion(@RestPath String id, CaseFile.PartySignature request) {
        return mediations.requestConversion(
                access.requireAccessible(id), caller.username(), access.requireValid(request));
    }
}

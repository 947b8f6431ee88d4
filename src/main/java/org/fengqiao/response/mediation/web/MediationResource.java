package org.fengqiao.response.mediation.web;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.response.mediation.CaseFile;
import org.fengqiao.response.mediation.Completeness;
import org.fengqiao.response.mediation.Elements;
import org.fengqiao.response.mediation.Handovers;
import org.fengqiao.response.mediation.MediationCase;
import org.fengqiao.response.mediation.Mediations;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Mediations that alerts led to, step by step. */
@Path("/api/v1/mediation-cases")
@Tag(name = "Mediation")
class MediationResource {
    record Asked(@NotBlank String party, @NotNull CaseFile.Will will) {}

    record Party(@NotBlank String party) {}

    record Line(
            UUID id,
            UUID alertId,
            UUID enterpriseId,
            String kind,
            String state,
            String mediator,
            LocalDate receivedOn,
            Instant openedAt) {
        static Line of(MediationCase one) {
            return new Line(
                    one.id(),
                    one.alertId(),
                    one.enterpriseId(),
                    one.kind().name(),
                    one.state().name(),
                    one.mediator(),
                    one.receivedOn(),
                    one.openedAt());
        }
    }

    record Lines(List<Line> items, UUID next) {}

    @Inject
    Mediations mediations;

    @Inject
    Handovers handovers;

    @Inject
    Caller caller;

    @Inject
    CaseDoor door;

    @GET
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "Cases of my area, newest first; mine=true: those I mediate")
    public Lines list(
            @RestQuery String state,
            @RestQuery boolean mine,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        UUID before = cursor == null || cursor.isBlank() ? null : Parameters.id(cursor);
        MediationCase.State wanted = Parameters.oneOf("state", MediationCase.State.class, state);
        String mediator = mine ? caller.username() : null;
        List<Line> found = mediations.list(caller.areaPath(), wanted, mediator, before, limit + 1).stream()
                .map(Line::of)
                .toList();
        if (found.size() <= limit) return new Lines(found, null);
        List<Line> items = found.subList(0, limit);
        return new Lines(items, items.get(limit - 1).id());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({
        Roles.MEDIATION_LEAD,
        Roles.LABOUR_OFFICER,
        Roles.LABOUR_OFFICE_HEAD,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    @Operation(summary = "One case, the periods of law that run in it, and its history")
    public Mediations.View one(@RestPath String id) {
        return mediations.view(door.mine(id));
    }

    @POST
    @Path("/{id}/will")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Whether a party wants to mediate; nobody is made to")
    public Line will(@RestPath String id, Asked asked) {
        UUID mine = door.mine(id);
        door.valid(asked);
        return Line.of(mediations.asked(mine, caller.username(), asked.party(), asked.will()));
    }

    @POST
    @Path("/{id}/mediator")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "A party refuses the mediator: another one is chosen")
    public Line mediator(@RestPath String id, Party party) {
        return Line.of(mediations.refused(
                door.mine(id), caller.username(), door.valid(party).party()));
    }

    @POST
    @Path("/{id}/sessions")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "They met")
    public Line session(@RestPath String id, CaseFile.Session session) {
        return Line.of(mediations.met(door.mine(id), caller.username(), door.valid(session)));
    }

    @POST
    @Path("/{id}/concessions")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "What a party would give for peace; it stays here unless all parties release it")
    public Line concession(@RestPath String id, CaseFile.Concession concession) {
        return Line.of(mediations.offered(door.mine(id), caller.username(), door.valid(concession)));
    }

    @POST
    @Path("/{id}/concessions/{number}/consents")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "A party agrees, signed, that a concession (the first is 1) may be used before a court")
    public Line consent(@RestPath String id, @RestPath String number, CaseFile.Confirmation consent) {
        UUID mine = door.mine(id);
        int index = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) - 1 : -1;
        return Line.of(mediations.allowed(mine, caller.username(), index, door.valid(consent)));
    }

    @POST
    @Path("/{id}/agreement")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "They agreed, all have signed, and it has to be performed by a day")
    public Line agreement(@RestPath String id, CaseFile.Agreement agreement) {
        return Line.of(mediations.agreed(door.mine(id), caller.username(), door.valid(agreement)));
    }

    @POST
    @Path("/{id}/performed")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The agreement was performed")
    public Line performed(@RestPath String id) {
        return Line.of(mediations.performed(door.mine(id), caller.username()));
    }

    @POST
    @Path("/{id}/missed")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Its day went by and it was not performed")
    public Line missed(@RestPath String id) {
        return Line.of(mediations.missed(door.mine(id), caller.username()));
    }

    @POST
    @Path("/{id}/failed")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "Mediation ends without an agreement")
    public Line failed(@RestPath String id) {
        return Line.of(mediations.failed(door.mine(id), caller.username()));
    }

    @PUT
    @Path("/{id}/elements")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "The element form as it stands now; numbers that name a person are masked")
    public Completeness elements(@RestPath String id, Elements elements) {
        UUID mine = door.mine(id);
        mediations.filled(mine, caller.username(), door.valid(elements));
        return handovers.completeness(mine, caller.username());
    }

    @POST
    @Path("/{id}/conversion")
    @RolesAllowed({Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD})
    @Operation(summary = "An applicant asks, signed, that it goes on before a court")
    public Line conversion(@RestPath String id, CaseFile.Confirmation asked) {
        return Line.of(mediations.conversionAsked(door.mine(id), caller.username(), door.valid(asked)));
    }
}

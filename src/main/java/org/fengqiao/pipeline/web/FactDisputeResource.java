package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.pipeline.FactCorrections;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.dispute.AnsweringRights;
import org.fengqiao.response.dispute.DisputeState;
import org.fengqiao.response.dispute.FactDisputeQueries;
import org.fengqiao.response.dispute.FactDisputeService;
import org.fengqiao.response.dispute.FactDisputeService.DisputeScope;
import org.fengqiao.response.dispute.FactDisputeView;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Facts that somebody called wrong, and the answers of those who answer for their sources. */
@Path("/api/v1/fact-disputes")
@Tag(name = "Facts called wrong")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.CARE_STAFF,
    Roles.ADMINISTRATOR
})
class FactDisputeResource {
    /** @param next is the {@code before} of the next page; null on the last */
    record DisputePage(List<FactDisputeView> items, UUID next) {}

    /** @param note what the source says */
    record ConfirmRequest(String note) {}

    /**
     * @param value what is so instead; without one the fact is withdrawn
     * @param note what the source says
     */
    record CorrectionRequest(Double value, String note) {}

    @Inject
    FactDisputeService disputes;

    @Inject
    FactCorrections corrections;

    @Inject
    FactDisputeQueries queries;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(
            summary = "Facts called wrong in the caller's area, the latest first; with mine=true those to be answered")
    public DisputePage list(
            @RestQuery String state,
            @RestQuery boolean mine,
            @RestQuery String before,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        Dimension dimension = DimensionAccess.allows(caller, Dimension.LABOUR) ? Dimension.LABOUR : Dimension.CARE;
        DimensionAccess.require(caller, dimension);
        List<FactDisputeView> found = queries.list(
                new FactDisputeQueries.Filter(
                        caller.areaPath(),
                        dimension,
                        RequestParameters.oneOf("state", DisputeState.class, state),
                        mine ? caller.username() : null,
                        before == null ? null : RequestParameters.id(before)),
                clock.instant(),
                limit);
        return new DisputePage(
                found, found.size() < limit ? null : found.get(limit - 1).id());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One fact called wrong, who has to answer by when, and the answer")
    public FactDisputeView find(@RestPath String id) {
        return queries.find(own(id)).orElseThrow();
    }

    @POST
    @Path("/{id}/confirm")
    @Operation(summary = "Answer that the fact stands (note)")
    public FactDisputeView confirm(@RestPath String id, ConfirmRequest request) {
        UUID dispute = own(id);
        StepNote note = new StepNote(request == null ? null : request.note(), null);
        disputes.confirm(dispute, caller.username(), role(dispute), note);
        return queries.find(dispute).orElseThrow();
    }

    @POST
    @Path("/{id}/correct")
    @Operation(
            summary = "Correct the fact (value, note) or withdraw it (note); its enterprise is assessed again at once")
    public FactDisputeView correct(@RestPath String id, CorrectionRequest request) {
        UUID dispute = own(id);
        Double value = request == null ? null : request.value();
        StepNote note = new StepNote(request == null ? null : request.note(), null);
        corrections.correct(dispute, caller.username(), role(dispute), value, note);
        return queries.find(dispute).orElseThrow();
    }

    /** The head of the office and the administrator oversee the data of their area; care stays among the care staff. */
    private AnsweringRights.Role role(UUID dispute) {
        boolean oversees = disputes.scopeOf(dispute).dimension() == Dimension.CARE
                ? caller.hasRole(Role.CARE_STAFF)
                : caller.hasRole(Role.LABOUR_OFFICE_HEAD) || caller.hasRole(Role.ADMINISTRATOR);
        return oversees ? AnsweringRights.Role.OVERSEER : AnsweringRights.Role.SOURCE;
    }

    private UUID own(String text) {
        UUID dispute = RequestParameters.id(text);
        DisputeScope scope = disputes.scopeOf(dispute);
        caller.requireArea(scope.areaPath());
        DimensionAccess.require(caller, scope.dimension());
        return dispute;
    }
}

package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftTrialService;
import org.fengqiao.governance.trial.BacktestTrial;
import org.fengqiao.governance.trial.ShadowReport;
import org.fengqiao.governance.trial.ShadowService;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.governance.trial.TrialStatus;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** What a draft would do, held against the live release. A trial runs aside; ask for it again until it is finished. */
@Path("/api/v1/rules/drafts/{id}/trials")
@Tag(name = "Rules: trials")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class TrialResource {
    /** @param outcome how many new reports within a year are to be foreseen */
    record BacktestRequest(
            @NotNull LocalDate train,
            @NotNull LocalDate test,
            @Min(1) int outcome) {}

    /** @param endsAt an RFC 3339 time */
    record ShadowRequest(@NotBlank String endsAt) {}

    @Inject
    DraftTrialService starting;

    @Inject
    TrialService trials;

    @Inject
    ShadowService shadows;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Trials of a draft, the latest first, without their reports")
    public List<TrialStatus> list(@RestPath String id) {
        return trials.list(RequestParameters.id(id));
    }

    @POST
    @Path("/impact")
    @ResponseStatus(202)
    @RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
    @Operation(summary = "Assess everybody with the draft and with the live release, and count what differs")
    public DraftResource.CreatedId impact(@RestPath String id) {
        return new DraftResource.CreatedId(starting.impact(RequestParameters.id(id), caller.username()));
    }

    @POST
    @Path("/backtest")
    @ResponseStatus(202)
    @RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
    @Operation(summary = "What the draft would have foreseen in the history in the database, beside the live release")
    public DraftResource.CreatedId backtest(@RestPath String id, @NotNull @Valid BacktestRequest period) {
        var settings = new BacktestTrial.BacktestSettings(period.train(), period.test(), period.outcome());
        return new DraftResource.CreatedId(starting.backtest(RequestParameters.id(id), settings, caller.username()));
    }

    @GET
    @Path("/shadow")
    @Operation(summary = "What the draft made of real traffic beside the live release, so far or in the end")
    public ShadowReport shadow(@RestPath String id) {
        return shadows.latest(RequestParameters.id(id), caller.areaPath());
    }

    @POST
    @Path("/shadow")
    @ResponseStatus(202)
    @RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
    @Operation(summary = "Let the draft run beside the live release until a date")
    public DraftResource.CreatedId startShadow(@RestPath String id, @NotNull @Valid ShadowRequest until) {
        return new DraftResource.CreatedId(starting.shadow(
                RequestParameters.id(id), RequestParameters.instant("endsAt", until.endsAt()), caller.username()));
    }

    @POST
    @Path("/shadow/stop")
    @RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
    @Operation(summary = "End it before its date")
    public void stopShadow(@RestPath String id) {
        shadows.stop(RequestParameters.id(id));
    }

    @GET
    @Path("/{trial}")
    @Operation(summary = "One with its report; that you looked at it is kept")
    public TrialStatus one(@RestPath String id, @RestPath String trial) {
        return trials.view(RequestParameters.id(id), RequestParameters.id(trial), caller.username(), caller.areaPath());
    }
}

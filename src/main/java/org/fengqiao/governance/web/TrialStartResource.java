package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftTrialService;
import org.fengqiao.governance.trial.BacktestTrial;
import org.fengqiao.governance.trial.ShadowService;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Starts and stops trials of a draft, which run in the background. */
@Path("/api/v1/rules/drafts/{id}/trials")
@Tag(name = "Rules: trials")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER})
class TrialStartResource {
    /** @param outcome how many new reports within a year are to be foreseen */
    record BacktestRequest(
            @NotNull LocalDate train,
            @NotNull LocalDate test,
            @Min(1) int outcome) {}

    /** @param endsAt an RFC 3339 time */
    record ShadowRequest(@NotBlank String endsAt) {}

    @Inject
    DraftTrialService trials;

    @Inject
    ShadowService shadows;

    @Inject
    Caller caller;

    @POST
    @Path("/impact")
    @ResponseStatus(202)
    @Operation(summary = "Assess everybody with the draft and with the live release, and count the differences")
    public DraftResource.CreatedId impact(@RestPath String id) {
        return new DraftResource.CreatedId(trials.impact(RequestParameters.id(id), caller.username()));
    }

    @POST
    @Path("/backtest")
    @ResponseStatus(202)
    @Operation(summary = "Test on the stored history what the draft would have predicted, beside the live release")
    public DraftResource.CreatedId backtest(@RestPath String id, @NotNull @Valid BacktestRequest period) {
        var settings = new BacktestTrial.BacktestSettings(period.train(), period.test(), period.outcome());
        return new DraftResource.CreatedId(trials.backtest(RequestParameters.id(id), settings, caller.username()));
    }

    @POST
    @Path("/shadow")
    @ResponseStatus(202)
    @Operation(summary = "Let the draft run beside the live release until a date")
    public DraftResource.CreatedId startShadow(@RestPath String id, @NotNull @Valid ShadowRequest until) {
        return new DraftResource.CreatedId(trials.shadow(
                RequestParameters.id(id), RequestParameters.instant("endsAt", until.endsAt()), caller.username()));
    }

    @POST
    @Path("/shadow/stop")
    @Operation(summary = "Stop it before its date")
    public void stopShadow(@RestPath String id) {
        shadows.stop(RequestParameters.id(id));
    }
}

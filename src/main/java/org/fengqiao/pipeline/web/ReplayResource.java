package org.fengqiao.pipeline.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.alerting.tier.TierOverrideQueries;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.store.AssessmentExplainer;
import org.fengqiao.pipeline.AssessmentReplay;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Replays an assessment as of a past instant, with the live release or the one that was live then. */
@Path("/api/v1/enterprises/{id}/assessments/as-of")
@Tag(name = "Assessments")
class ReplayResource {
    /** The release that is live now, or the one that was live at the instant. */
    enum ReleaseChoice {
        NOW,
        THEN
    }

    @Inject
    AssessmentReplay replay;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    AssessmentExplainer explainer;

    @Inject
    TierOverrideQueries tiers;

    @Inject
    DataSource database;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(
            summary =
                    "Assess again with what was known at an instant, with the facts of each finding and their sources;"
                            + " with rules=then by the release that was live at that instant")
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
    public AssessmentView asOf(
            @RestPath String id, @RestQuery String at, @RestQuery String dimension, @RestQuery String rules) {
        UUID enterprise = RequestParameters.id(id);
        Dimension wanted = Objects.requireNonNullElse(
                RequestParameters.oneOf("dimension", Dimension.class, dimension), Dimension.LABOUR);
        caller.requireArea(find(enterprise).areaPath());
        DimensionAccess.require(caller, wanted);
        Instant then = past(RequestParameters.instant("at", at));
        Assessment assessment = RequestParameters.oneOf("rules", ReleaseChoice.class, rules) == ReleaseChoice.THEN
                ? replay.replayWithReleaseLiveAt(enterprise, wanted, then)
                : replay.replay(enterprise, wanted, then);
        AssessmentView view =
                Transactions.inTransaction(database, connection -> explainer.explain(connection, assessment));
        return tiers.annotate(view, then);
    }

    private Enterprise find(UUID id) {
        return enterprises
                .find(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "enterprise-unknown",
                        "没有编号为 " + id + " 的企业。请在 /api/v1/enterprises 查找。",
                        "There is no enterprise " + id + ". Find it at /api/v1/enterprises."));
    }

    private Instant past(Instant at) {
        if (at == null || at.isAfter(clock.instant())) {
            throw ProblemException.invalid(
                    "as-of-not-past",
                    "请用参数 at 给出一个过去的时间（RFC 3339），例如 at=2026-07-01T08:00:00+08:00。",
                    "Give a past instant in the parameter at (RFC 3339), such as at=2026-07-01T08:00:00+08:00.");
        }
        return at;
    }
}

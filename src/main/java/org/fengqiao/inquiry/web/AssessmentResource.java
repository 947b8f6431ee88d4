package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.ExplainedAssessments;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionAccess;
import org.fengqiao.policy.publication.Releases;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Assessments of an enterprise in one dimension. Systems get legally established integrity facts only. */
@Path("/api/v1/enterprises/{id}/assessments")
@Tag(name = "Assessments")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.CARE_STAFF,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR,
    Roles.ASSESSMENTS_READ
})
class AssessmentResource {
    /** The clock of another node, which assessed, may be ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @Inject
    AssessmentHistory store;

    @Inject
    ExplainedAssessments explained;

    @Inject
    Releases releases;

    @Inject
    AccessScope scope;

    @Inject
    Caller caller;

    @Inject
    DataSource database;

    @Inject
    InstantSource clock;

    @GET
    @Path("/latest")
    @Operation(summary = "The latest assessment in a dimension: labour, integrity or care")
    public AssessmentView latest(@RestPath String id, @RestQuery String dimension) {
        Dimension wanted = dimension(dimension);
        UUID enterprise = scope.enterprise(id).id();
        DimensionAccess.require(caller, wanted);
        Instant soon = clock.instant().plus(CLOCKS_DIFFER);
        return explained
                .latest(enterprise, wanted, soon)
                .map(explained::annotate)
                .map(view -> caller.isSystem() ? view.factsOnly() : view)
                .orElseThrow(() -> ProblemException.notFound(
                        "assessment-none",
                        "该企业还没有 " + wanted.code() + " 维度的评估。请等下一次评估，或查询其他维度。",
                        "This enterprise has not been assessed for " + wanted.code()
                                + " yet. Wait for the next pass, or query another dimension."));
    }

    @GET
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
    @Operation(summary = "Assessments in a dimension, newest first; only those that differ from their predecessor")
    public CursorPage<AssessmentView> history(
            @RestPath String id,
            @RestQuery String dimension,
            @RestQuery String before,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        Dimension wanted = dimension(dimension);
        Instant end = RequestParameters.instant("before", cursor == null ? before : cursor);
        Instant until = end == null ? clock.instant().plusSeconds(1) : end;
        UUID enterprise = scope.enterprise(id).id();
        DimensionAccess.require(caller, wanted);
        List<Assessment> found = Transactions.inTransaction(
                database, connection -> store.history(connection, enterprise, wanted, until, limit + 1));
        List<Assessment> items = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? items.get(limit - 1).at().toString() : null;
        return new CursorPage<>(items.stream().map(this::view).toList(), next);
    }

    private AssessmentView view(Assessment assessment) {
        return AssessmentView.of(assessment, releases.byId(assessment.releaseId()));
    }

    private static Dimension dimension(String text) {
        return Objects.requireNonNullElse(
                RequestParameters.oneOf("dimension", Dimension.class, text), Dimension.LABOUR);
    }
}

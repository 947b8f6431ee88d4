package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftValidator;
import org.fengqiao.governance.DraftWorkbookService;
import org.fengqiao.governance.RuleCaseRecorder;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.IndicatorUsage;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is wrong in a draft, what its cases say, what is different, and the draft as a workbook. */
@Path("/api/v1/rules/drafts/{id}")
@Tag(name = "Rules: drafts")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class DraftValidationResource {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** @param dimension labour unless said otherwise */
    record CaseRequest(
            @NotBlank String enterprise,
            String dimension,
            @NotBlank String name) {}

    record CaseYaml(String yaml) {}

    @Inject
    RuleCaseRecorder recorder;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    DraftValidator validator;

    @Inject
    DraftWorkbookService workbooks;

    @Inject
    Caller caller;

    @GET
    @Path("/problems")
    @Operation(summary = "What is wrong in it, each with file, row, column and what to do")
    public List<ContentProblem> problems(@RestPath String id) {
        return validator.problems(RequestParameters.id(id));
    }

    @GET
    @Path("/cases")
    @Operation(
            summary =
                    "Its cases run against it, expected and actual side by side; with failed=true only those that fail")
    public List<RuleCaseResult> cases(@RestPath String id, @RestQuery @DefaultValue("false") boolean failed) {
        return validator.cases(RequestParameters.id(id)).stream()
                .filter(result -> !failed || !result.passed())
                .toList();
    }

    @POST
    @Path("/cases")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Save a real enterprise of your area as a case, with nothing that says which it is")
    public CaseYaml save(@RestPath String id, @NotNull @Valid CaseRequest request) {
        UUID enterprise = RequestParameters.id(request.enterprise());
        Dimension dimension = Objects.requireNonNullElse(
                RequestParameters.oneOf("dimension", Dimension.class, request.dimension()), Dimension.LABOUR);
        caller.requireArea(enterprises
                .find(enterprise)
                .orElseThrow(() -> ProblemException.notFound(
                        "enterprise-unknown",
                        "没有编号为 " + enterprise + " 的企业，请核对",
                        "There is no enterprise " + enterprise + "; check the id"))
                .areaPath());
        if (dimension == Dimension.CARE) throw careRefused();
        return new CaseYaml(
                recorder.save(RequestParameters.id(id), enterprise, dimension, request.name(), caller.username()));
    }

    private static ProblemException careRefused() {
        return ProblemException.forbidden(
                "dimension-not-yours",
                "心理关怀数据不得存为用例；请用虚构的事实编写",
                "Psychological data are never saved as a case; write one of invented facts");
    }

    @GET
    @Path("/diff")
    @Operation(summary = "What is different from the release it came from; with live=true from the live one")
    public List<ContentChange> diff(@RestPath String id, @RestQuery @DefaultValue("false") boolean live) {
        return validator.difference(RequestParameters.id(id), live);
    }

    @GET
    @Path("/where-used")
    @Operation(summary = "Which rows, written rules, routes and cases use an indicator")
    public List<IndicatorUsage> whereUsed(@RestPath String id, @RestQuery String indicator) {
        return validator.whereUsed(RequestParameters.id(id), indicator);
    }

    @GET
    @Path("/workbook")
    @Produces(XLSX)
    @Operation(summary = "Its tables as a workbook, to be changed and brought back")
    public Response workbook(@RestPath String id) {
        return Response.ok(workbooks.export(RequestParameters.id(id)), XLSX)
                .header("Content-Disposition", "attachment; filename=\"rules-" + id + ".xlsx\"")
                .build();
    }

    @PUT
    @Path("/workbook")
    @Consumes(XLSX)
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Bring a changed workbook back; answers what was changed in it")
    public List<ContentChange> importWorkbook(@RestPath String id, byte[] workbook) {
        return workbooks.importChanges(RequestParameters.id(id), workbook, caller.username());
    }
}

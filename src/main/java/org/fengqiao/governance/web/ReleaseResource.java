package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.ReleaseRollback;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseFiles;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.PublicationHistory;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Published releases: which was live when, who is responsible, rolling back, and whether the records are intact. */
@Path("/api/v1/rules/releases")
@Tag(name = "Rules: releases")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class ReleaseResource {
    record ReasonRequest(@NotBlank @Size(max = 2000) String reason) {}

    /** What there is in a release. */
    record ReleaseSummary(String id, String base, int indicators, int rules, int routes, List<String> files) {
        static ReleaseSummary of(Release release) {
            return new ReleaseSummary(
                    release.id(),
                    release.base(),
                    release.indicators().size(),
                    release.rules().size(),
                    release.routes().size(),
                    List.copyOf(release.files().keySet()));
        }
    }

    @Inject
    PublicationHistory history;

    @Inject
    ReleaseRollback rollback;

    @Inject
    PublicationLog publications;

    @Inject
    Releases releases;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "Every record of what was published, rolled back or withdrawn, the latest first")
    public List<PublicationHistory.PublicationRecord> history() {
        return history.list();
    }

    @GET
    @Path("/live")
    @Operation(summary = "The release that is live now, or was at an instant")
    public ReleaseSummary live(@RestQuery String at) {
        Instant when = RequestParameters.instant("at", at);
        return ReleaseSummary.of(releases.liveAt(when == null ? clock.instant() : when));
    }

    @GET
    @Path("/live-periods")
    @Operation(summary = "From when until when each release was live")
    public List<PublicationLog.LivePeriod> livePeriods() {
        return publications.livePeriods();
    }

    @GET
    @Path("/verify")
    @Operation(summary = "Recompute every seal and hash, and list what was altered")
    public PublicationLog.VerificationResult verify() {
        return publications.verify();
    }

    @GET
    @Path("/{id}")
    public ReleaseSummary get(@RestPath String id) {
        return ReleaseSummary.of(releases.byId(id));
    }

    @GET
    @Path("/{id}/archive")
    @Produces("application/zip")
    @Operation(summary = "Its files, byte for byte as they were published")
    public Response archive(@RestPath String id) {
        return Response.ok(ReleaseFiles.pack(releases.byId(id).files()), "application/zip")
                .header("Content-Disposition", "attachment; filename=\"release-" + id + ".zip\"")
                .build();
    }

    @POST
    @Path("/{id}/rollback")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Make a former release live again, at once")
    public Publication rollBack(@RestPath String id, @NotNull @Valid ReasonRequest request) {
        return rollback.rollBack(id, caller.username(), request.reason());
    }

    @POST
    @Path("/records/{number}/withdraw")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Take back what was announced and is not live yet")
    public Publication withdraw(@RestPath String number, @NotNull @Valid ReasonRequest request) {
        if (!number.matches("\\d{1,9}")) {
            throw ProblemException.invalid("record-number", "记录编号应为数字", "The number of a record is a whole number");
        }
        return rollback.withdraw(Integer.parseInt(number), caller.username(), request.reason());
    }
}

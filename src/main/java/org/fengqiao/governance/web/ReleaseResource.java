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
import org.fengqiao.governance.Publishing;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.web.Parameters;
import org.fengqiao.policy.Publication;
import org.fengqiao.policy.Publications;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.ReleaseFiles;
import org.fengqiao.policy.Releases;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Published releases: which was live when, who answers for it, back to a former one, and whether all is as it was. */
@Path("/api/v1/rules/releases")
@Tag(name = "Rules: releases")
@RolesAllowed({Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR})
class ReleaseResource {
    record Because(@NotBlank @Size(max = 2000) String reason) {}

    /** What there is in a release. */
    record Shown(String id, String base, int indicators, int rules, int routes, List<String> files) {
        static Shown of(Release release) {
            return new Shown(
                    release.id(),
                    release.base(),
                    release.indicators().size(),
                    release.rules().size(),
                    release.routes().size(),
                    List.copyOf(release.files().keySet()));
        }
    }

    @Inject
    Publishing publishing;

    @Inject
    Publications publications;

    @Inject
    Releases releases;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "Every record of what was published, rolled back or withdrawn, the latest first")
    public List<Publishing.Record> history() {
        return publishing.history();
    }

    @GET
    @Path("/live")
    @Operation(summary = "The release that is live now, or was at an instant")
    public Shown live(@RestQuery String at) {
        Instant when = Parameters.instant("at", at);
        return Shown.of(releases.liveAt(when == null ? clock.instant() : when));
    }

    @GET
    @Path("/reigns")
    @Operation(summary = "From when until when each release was live")
    public List<Publications.Reign> reigns() {
        return publications.reigns();
    }

    @GET
    @Path("/verify")
    @Operation(summary = "Recompute every seal and hash, and say what was altered")
    public Publications.Verified verify() {
        return publications.verify();
    }

    @GET
    @Path("/{id}")
    public Shown one(@RestPath String id) {
        return Shown.of(releases.byId(id));
    }

    @GET
    @Path("/{id}/archive")
    @Produces("application/zip")
    @Operation(summary = "Its files, byte by byte as they were published")
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
    public Publication rollBack(@RestPath String id, @NotNull @Valid Because why) {
        return publishing.rollBack(id, caller.username(), why.reason());
    }

    @POST
    @Path("/records/{number}/withdraw")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Take back what was announced and is not live yet")
    public Publication withdraw(@RestPath String number, @NotNull @Valid Because why) {
        if (!number.matches("\\d{1,9}")) {
            throw Failure.invalid("record-number", "记录编号应为数字", "The number of a record is a whole number");
        }
        return publishing.withdraw(Integer.parseInt(number), caller.username(), why.reason());
    }
}

package org.fengqiao.governance.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.governance.DraftReview;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.publication.Publication;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** How a draft becomes the live release: two people sign. */
@Path("/api/v1/rules/drafts/{id}")
@Tag(name = "Rules: review")
class ReviewResource {
    record CommentRequest(@NotBlank @Size(max = 2000) String comment) {}

    /** @param from left out to publish at once */
    record PublishRequest(@NotBlank @Size(max = 2000) String reason, String from) {}

    @Inject
    DraftReview review;

    @Inject
    ReleasePublisher publisher;

    @Inject
    Caller caller;

    @POST
    @Path("/submit")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Submit it to the approvers; it can't be changed from then on")
    public void submit(@RestPath String id) {
        review.submit(RequestParameters.id(id), caller.username());
    }

    @POST
    @Path("/reject")
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Return it to its authors with a comment")
    public void reject(@RestPath String id, @NotNull @Valid CommentRequest request) {
        review.reject(RequestParameters.id(id), caller.username(), request.comment());
    }

    @POST
    @Path("/approve")
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Give the second signature; refused to whoever wrote a part of it")
    public void approve(@RestPath String id, @NotNull @Valid CommentRequest request) {
        review.approve(RequestParameters.id(id), caller.username(), request.comment());
    }

    @POST
    @Path("/discard")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Discard it; it stays readable")
    public void discard(@RestPath String id, @NotNull @Valid CommentRequest request) {
        review.discard(RequestParameters.id(id), caller.username(), request.comment());
    }

    @POST
    @Path("/publish")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(
            summary =
                    "Make it the live release from an instant on; needs passing checks and cases, and a trial that somebody looked at")
    public Publication publish(@RestPath String id, @NotNull @Valid PublishRequest request) {
        UUID draft = RequestParameters.id(id);
        return publisher.publish(
                draft, caller.username(), RequestParameters.instant("from", request.from()), request.reason());
    }
}

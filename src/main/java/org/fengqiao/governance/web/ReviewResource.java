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

/** The way of a draft to the live release, by two people. */
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
    @Operation(summary = "Put it before the approvers; it can't be changed from then on")
    public void submit(@RestPath String id) {
        review.submit(RequestParameters.id(id), caller.username());
    }

    @POST
    @Path("/reject")
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "Return it to its writers with a comment")
    public void reject(@RestPath String id, @NotNull @Valid CommentRequest said) {
        review.reject(RequestParameters.id(id), caller.username(), said.comment());
    }

    @POST
    @Path("/approve")
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(summary = "The second signature; refused to whoever wrote a part of it")
    public void approve(@RestPath String id, @NotNull @Valid CommentRequest said) {
        review.approve(RequestParameters.id(id), caller.username(), said.comment());
    }

    @POST
    @Path("/discard")
    @RolesAllowed(Roles.POLICY_EDITOR)
    @Operation(summary = "Give it up; it stays to be read")
    public void discard(@RestPath String id, @NotNull @Valid CommentRequest said) {
        review.discard(RequestParameters.id(id), caller.username(), said.comment());
    }

    @POST
    @Path("/publish")
    @ResponseStatus(201)
    @RolesAllowed(Roles.POLICY_APPROVER)
    @Operation(
            summary =
                    "Make it the live release from an instant on; refused unless checks, cases and a seen trial stand")
    public Publication publish(@RestPath String id, @NotNull @Valid PublishRequest wish) {
        UUID draft = RequestParameters.id(id);
        return publisher.publish(
                draft, caller.username(), RequestParameters.instant("from", wish.from()), wish.reason());
    }
}

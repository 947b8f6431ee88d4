package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.registry.post.PostKind;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Posts and their holders; account names are for people, not for systems. */
@Path("/api/v1/posts")
@Tag(name = "Posts")
@RolesAllowed({
    Roles.INFORMATION_OFFICER,
    Roles.MEDIATOR,
    Roles.MEDIATION_LEAD,
    Roles.LABOUR_OFFICER,
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.TRADE_UNION,
    Roles.GOVERNANCE_CENTRE,
    Roles.POLICY_EDITOR,
    Roles.POLICY_APPROVER,
    Roles.CARE_STAFF,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR
})
class PostResource {
    @Inject
    PostQueries posts;

    @Inject
    AccessScope scope;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "Posts of an area and below, and who holds them now")
    public CursorPage<PostSummary> list(
            @RestQuery String area,
            @RestQuery String kind,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return posts.list(scope.paths(area), RequestParameters.oneOf("kind", PostKind.class, kind), cursor, limit);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One post and who holds it now")
    public PostSummary find(@RestPath String id) {
        UUID wanted = RequestParameters.id(id);
        PostSummary post = posts.find(wanted)
                .orElseThrow(() -> ProblemException.notFound(
                        "post-unknown",
                        "没有编号为 " + wanted + " 的岗位。请在 /api/v1/posts 查找。",
                        "There is no post " + wanted + ". Find it at /api/v1/posts."));
        caller.requireArea(post.area().path());
        return post;
    }
}

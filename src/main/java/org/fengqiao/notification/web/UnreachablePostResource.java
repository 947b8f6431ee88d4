package org.fengqiao.notification.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.reach.UnreachablePosts;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.jboss.resteasy.reactive.RestQuery;

/** Who cannot be told today. */
@Path("/api/v1/unreachable-posts")
@Tag(name = "Posts")
class UnreachablePostResource {
    /** @param text who cannot be told, why, what to do, and who is told instead */
    public record UnreachablePostView(UUID post, BilingualText name, String areaCode, BilingualText text) {}

    /** @param total how many there are, listed or not */
    public record UnreachablePostList(int total, List<UnreachablePostView> items) {}

    @Inject
    UnreachablePosts posts;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.SUBDISTRICT_LEADER, Roles.DISTRICT_HR, Roles.ADMINISTRATOR})
    @Operation(summary = "Posts in my area of which somebody cannot be told today, why, and who is told instead")
    public UnreachablePostList list(@RestQuery @DefaultValue("200") @Min(1) @Max(5000) int limit) {
        var found = posts.within(caller.areaPath(), clock.instant());
        return new UnreachablePostList(
                found.size(),
                found.stream()
                        .limit(limit)
                        .map(post -> new UnreachablePostView(post.id(), post.name(), post.areaCode(), post.text()))
                        .toList());
    }
}

package org.fengqiao.notification.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.CapFeed;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;

/** For other warning systems, with an API key. */
@Path("/api/v1/cap/alerts")
@Tag(name = "Notifications")
class CapResource {
    @Inject
    CapFeed feed;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Produces("application/atom+xml")
    @RolesAllowed(Roles.CAP_READ)
    @Operation(
            summary =
                    "CAP 1.2 messages as an Atom feed: that something is dealt with and where, no enterprise, no tier")
    public String feed() {
        return feed.atom(caller.areaPrefix(), clock.instant());
    }
}

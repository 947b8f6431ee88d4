package org.fengqiao.pages.shell;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.SecurityIdentities;

/** Where people land after signing in: the first of their pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StartPage {
    @Inject
    @Location("shell/start")
    Template start;

    @Inject
    PageFrame frame;

    @Inject
    Caller caller;

    @Inject
    SecurityIdentity identity;

    @GET
    @Authenticated
    @Operation(hidden = true)
    public Object start() {
        if (Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.ONE_TIME))) return to("/password");
        List<Navigation> pages = Navigation.of(caller);
        return pages.isEmpty() ? frame.page(start) : to(pages.get(0).href());
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}

package org.fengqiao.pages.shell;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Caller;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in and out, and changing one's password, for people in a browser. The form itself goes to Quarkus. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class LoginPages {
    @Inject
    @Location("shell/login")
    Template login;

    @Inject
    @Location("shell/password")
    Template password;

    @Inject
    PageFrame frame;

    @Inject
    Caller caller;

    @Inject
    Accounts accounts;

    @ConfigProperty(name = "quarkus.http.auth.form.cookie-name")
    String sessionCookie;

    @ConfigProperty(name = "quarkus.oidc.tenant-enabled")
    boolean oidc;

    @GET
    @Path("login")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance login(@RestQuery String error) {
        return frame.plain(login).data("error", error != null).data("oidc", oidc);
    }

    /** Reached only after the identity provider of the organisation let the person in. */
    @GET
    @Path("login/oidc")
    @Authenticated
    @Operation(hidden = true)
    public Response oidc() {
        return Response.seeOther(URI.create("/")).build();
    }

    @POST
    @Path("logout")
    @PermitAll
    @Operation(hidden = true)
    public Response logout() {
        NewCookie expired = new NewCookie.Builder(sessionCookie)
                .value("")
                .path("/")
                .maxAge(0)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
        return Response.seeOther(URI.create("/login")).cookie(expired).build();
    }

    @GET
    @Path("password")
    @Authenticated
    @Operation(hidden = true)
    public TemplateInstance password() {
        return passwordPage(null);
    }

    @POST
    @Path("password")
    @Authenticated
    @Blocking
    @Operation(hidden = true)
    public Object changePassword(@RestForm @DefaultValue("") String current, @RestForm @DefaultValue("") String fresh) {
        try {
            accounts.changePassword(caller.username(), current, fresh);
            return Response.seeOther(URI.create("/")).build();
        } catch (ProblemException failure) {
            return Response.status(failure.kind().httpStatus())
                    .entity(passwordPage(failure).render())
                    .build();
        }
    }

    private TemplateInstance passwordPage(ProblemException failure) {
        return frame.plain(password)
                .data("username", caller.username())
                .data(
                        "error",
                        failure == null ? null : frame.wording().language().of(failure));
    }
}

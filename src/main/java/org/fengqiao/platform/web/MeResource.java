package org.fengqiao.platform.web;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.SecurityIdentities;

/** The caller's own account and password. Open to everybody who is signed in, even with a one-time password. */
@Path("/api/v1/me")
@Authenticated
class MeResource {
    record Me(
            String username,
            Set<String> roles,
            String areaCode,
            String areaPath,
            boolean system,
            boolean oneTimePassword) {}

    record PasswordChange(
            @NotBlank String current, @NotBlank String fresh) {
        /** Never prints the passwords. */
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @Inject
    Caller caller;

    @Inject
    SecurityIdentity identity;

    @Inject
    Accounts accounts;

    @GET
    public Me me() {
        return new Me(
                caller.username(),
                new TreeSet<>(caller.roles()),
                identity.getAttribute(SecurityIdentities.AREA_CODE),
                identity.getAttribute(SecurityIdentities.AREA_PATH),
                caller.isSystem(),
                Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.ONE_TIME)));
    }

    @POST
    @Path("/password")
    public void changePassword(@NotNull @Valid PasswordChange change) {
        accounts.changePassword(caller.username(), change.current(), change.fresh());
    }
}

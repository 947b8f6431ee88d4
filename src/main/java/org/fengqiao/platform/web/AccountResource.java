package org.fengqiao.platform.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Accounts of people, for administrators of their area. */
@Path("/api/v1/accounts")
@RolesAllowed(Roles.ADMINISTRATOR)
class AccountResource {
    record NewAccount(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{1,63}")
            String username,

            @NotBlank @Size(max = 100) String displayName,
            @NotEmpty Set<@NotBlank String> roles,
            @NotBlank String areaCode) {}

    record OneTimePassword(String username, String oneTimePassword) {
        /** Never prints the password. */
        @Override
        public String toString() {
            return "OneTimePassword of " + username;
        }
    }

    @Inject
    Accounts accounts;

    @Inject
    AreaPaths areas;

    @Inject
    Caller caller;

    @GET
    public List<Accounts.AccountSummary> list() {
        return accounts.listInArea(caller.areaPath());
    }

    @POST
    @ResponseStatus(201)
    public OneTimePassword open(@NotNull @Valid NewAccount wanted) {
        caller.requireArea(areas.require(wanted.areaCode()));
        Set<Role> roles = wanted.roles().stream().map(Role::of).collect(Collectors.toSet());
        String password = accounts.open(
                new Accounts.NewAccount(wanted.username(), wanted.displayName(), roles, wanted.areaCode()));
        return new OneTimePassword(wanted.username(), password);
    }

    @POST
    @Path("/{username}/one-time-password")
    public OneTimePassword resetPassword(String username) {
        return new OneTimePassword(username, accounts.resetPassword(username, caller));
    }

    @DELETE
    @Path("/{username}")
    public void disable(String username) {
        accounts.disable(username, caller);
    }
}

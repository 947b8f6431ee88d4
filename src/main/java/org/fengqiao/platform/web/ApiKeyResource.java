package org.fengqiao.platform.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Keys of other systems, for administrators of their area. */
@Path("/api/v1/api-keys")
@RolesAllowed(Roles.ADMINISTRATOR)
class ApiKeyResource {
    record NewKey(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{1,63}")
            String name,

            @NotEmpty Set<@NotBlank String> scopes,
            @NotBlank String areaCode,
            @Min(1) @Max(366) int validDays) {}

    /** Shown once; only a hash of the key is kept. */
    record OneTimeKey(UUID id, String key, Instant expiresAt) {
        /** Never prints the key. */
        @Override
        public String toString() {
            return "ShownKey " + id;
        }
    }

    @Inject
    ApiKeys keys;

    @Inject
    AreaPaths areas;

    @Inject
    Caller caller;

    @GET
    public List<ApiKeys.ApiKeySummary> list() {
        return keys.listInArea(caller.areaPath());
    }

    @POST
    @ResponseStatus(201)
    public OneTimeKey issue(@NotNull @Valid NewKey wanted) {
        caller.requireArea(areas.require(wanted.areaCode()));
        ApiKeys.IssuedApiKey issued = keys.issue(
                new ApiKeys.NewApiKey(
                        wanted.name(), wanted.scopes(), wanted.areaCode(), Duration.ofDays(wanted.validDays())),
                caller.username());
        return new OneTimeKey(issued.id(), issued.key(), issued.expiresAt());
    }

    @DELETE
    @Path("/{id}")
    public void revoke(UUID id) {
        keys.revoke(id, caller);
    }
}

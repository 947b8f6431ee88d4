package org.fengqiao.response.notification.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.Accounts;
import org.fengqiao.platform.Caller;
import org.fengqiao.platform.Roles;
import org.fengqiao.response.notification.NotificationSettings;
import org.jboss.resteasy.reactive.RestPath;

/** How somebody else is told, for administrators. */
@Path("/api/v1/accounts/{username}/notification-settings")
@Tag(name = "Notifications")
@RolesAllowed(Roles.ADMINISTRATOR)
class NotificationSettingsResource {
    @Inject
    NotificationSettings settings;

    @Inject
    Accounts accounts;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "By which channels somebody is told, and when not")
    public NotificationSettings.Said of(@RestPath String username) {
        accounts.requireWithin(username, caller);
        return settings.of(username);
    }

    @PUT
    @Operation(summary = "Say by which channels somebody is told")
    public NotificationSettings.Said put(@RestPath String username, @NotNull NotificationSettings.Said said) {
        accounts.requireWithin(username, caller);
        return settings.put(username, said);
    }
}

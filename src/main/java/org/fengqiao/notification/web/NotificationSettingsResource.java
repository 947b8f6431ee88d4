package org.fengqiao.notification.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.NotificationSettings;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestPath;

/** The notification settings of others, for administrators. */
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
    @Operation(summary = "Channels and quiet hours of a user")
    public NotificationSettings.SettingsView of(@RestPath String username) {
        accounts.requireWithin(username, caller);
        return settings.of(username);
    }

    @PUT
    @Operation(summary = "Set channels and quiet hours of a user")
    public NotificationSettings.SettingsView put(
            @RestPath String username, @NotNull NotificationSettings.SettingsView wanted) {
        accounts.requireWithin(username, caller);
        return settings.put(username, wanted);
    }
}

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
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;

/** My notification settings. */
@Path("/api/v1/me/notification-settings")
@Tag(name = "Notifications")
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
    Roles.CARE_STAFF,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR
})
class MyNotificationSettingsResource {
    @Inject
    NotificationSettings settings;

    @Inject
    Caller caller;

    @GET
    @Operation(summary = "My channels and quiet hours")
    public NotificationSettings.SettingsView mine() {
        return settings.of(caller.username());
    }

    @PUT
    @Operation(summary = "Set my channels, in the order they are tried, and my quiet hours")
    public NotificationSettings.SettingsView put(@NotNull NotificationSettings.SettingsView wanted) {
        return settings.put(caller.username(), wanted);
    }
}

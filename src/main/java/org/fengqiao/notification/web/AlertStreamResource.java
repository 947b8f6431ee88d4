package org.fengqiao.notification.web;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.Inbox;
import org.fengqiao.notification.NotificationStream;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Pushes my new notifications to open pages. */
@Path("/api/v1/alerts")
@Tag(name = "Notifications")
class AlertStreamResource {
    @Inject
    NotificationStream stream;

    @Inject
    Caller caller;

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @RestStreamElementType(MediaType.APPLICATION_JSON)
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
    @Operation(summary = "Server-sent events: my new notifications; the inbox has the earlier ones")
    public Multi<Inbox.InboxEntry> stream() {
        return stream.of(caller.username());
    }
}

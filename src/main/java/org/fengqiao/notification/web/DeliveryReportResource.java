package org.fengqiao.notification.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.DeliveryReports;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.gateway.GatewayReports;
import org.fengqiao.platform.ProblemException;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where gateways report what became of messages; they have no account, and prove by the secret who they are. */
@Path("/api/v1/delivery-reports/{channel}")
@Tag(name = "Notifications")
class DeliveryReportResource {
    @Inject
    GatewayReports gateways;

    @Inject
    DeliveryReports reports;

    @Inject
    InstantSource clock;

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "For the gateway of sms or voice: what became of messages, signed with its secret")
    public void report(
            @RestPath String channel,
            @HeaderParam("X-Signature") String signature,
            @RestQuery String secret,
            String body) {
        ChannelType type =
                switch (channel) {
                    case "sms" -> ChannelType.SMS;
                    case "voice" -> ChannelType.VOICE;
                    default -> throw refused();
                };
        reports.record(
                type,
                gateways.read(type, Objects.requireNonNullElse(body, ""), signature, secret)
                        .orElseThrow(DeliveryReportResource::refused),
                clock.instant());
    }

    /** The same whatever is wrong, so that guessing teaches nothing. */
    private static ProblemException refused() {
        return ProblemException.notFound(
                "delivery-report-refused",
                "这里不接收该回执。请核对地址、签名与 FENGQIAO_SMS_REPORT_SECRET（或 FENGQIAO_VOICE_REPORT_SECRET）。",
                "This report is not taken here. Check the address, the signature and FENGQIAO_SMS_REPORT_SECRET (or"
                        + " FENGQIAO_VOICE_REPORT_SECRET).");
    }
}

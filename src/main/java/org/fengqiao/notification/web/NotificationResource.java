package org.fengqiao.notification.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.notification.Inbox;
import org.fengqiao.notification.NotificationCsv;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestQuery;

/** My inbox: all my notifications, whatever channel delivered them. */
@Path("/api/v1/notifications")
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
class NotificationResource {
    private static final Duration PAGE_REACH = Duration.ofDays(31);
    private static final int DAY_LIMIT = 5_000;

    @Inject
    Inbox inbox;

    @Inject
    NotificationCsv csv;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    @Operation(summary = "My notifications, newest first; before= continues after the last one of a page")
    public List<Inbox.InboxEntry> mine(
            @RestQuery String before, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        Instant to = untilNow(Objects.requireNonNullElse(RequestParameters.instant("before", before), Instant.MAX));
        return inbox.of(caller.username(), to.minus(PAGE_REACH), to, limit);
    }

    @GET
    @Path("/export")
    @Produces("text/csv; charset=UTF-8")
    @Operation(summary = "My notifications of one day in the city's time zone, as CSV")
    public Response export(@RestQuery String day) {
        LocalDate wanted = day(day);
        Instant from = wanted.atStartOfDay(Time.CITY).toInstant();
        Instant to = untilNow(wanted.plusDays(1).atStartOfDay(Time.CITY).toInstant());
        return Response.ok(csv.csv(inbox.of(caller.username(), from, to, DAY_LIMIT)))
                .header("Content-Disposition", "attachment; filename=\"notifications-" + wanted + ".csv\"")
                .build();
    }

    /** What can still be taken back is made for later, and not shown before. */
    private Instant untilNow(Instant to) {
        Instant afterNow = clock.instant().plus(1, ChronoUnit.MICROS);
        return to.isBefore(afterNow) ? to : afterNow;
    }

    private LocalDate day(String text) {
        if (text == null || text.isBlank()) return LocalDate.ofInstant(clock.instant(), Time.CITY);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    "day-malformed",
                    "参数 day 应为日期，例如 2026-07-01。",
                    "The parameter day must be a date, such as 2026-07-01.");
        }
    }
}

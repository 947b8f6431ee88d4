package org.fengqiao.inquiry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.measure.AlertMeasures;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.RequestParameters;
import org.jboss.resteasy.reactive.RestQuery;

/** Measures of the alerts in the caller's area, for those who maintain the rules, head an office or audit. */
@Path("/api/v1/measures")
@Tag(name = "Measures")
@RolesAllowed({
    Roles.LABOUR_OFFICE_HEAD,
    Roles.SUBDISTRICT_LEADER,
    Roles.DISTRICT_HR,
    Roles.POLICY_EDITOR,
    Roles.POLICY_APPROVER,
    Roles.AUDITOR,
    Roles.ADMINISTRATOR
})
class MeasureResource {
    private static final Duration DEFAULT_PERIOD = Duration.ofDays(90);
    private static final Duration MAX_PERIOD = Duration.ofDays(366);

    @Inject
    AlertMeasures measures;

    @Inject
    AccessScope scope;

    @Inject
    InstantSource clock;

    @GET
    @Operation(
            summary =
                    "Precision, missed events, lead time and response times of an area, by default of the last 90 days")
    public AlertMeasures.Summary summary(@RestQuery String area, @RestQuery String from, @RestQuery String to) {
        return measures.summary(period(area, from, to));
    }

    @GET
    @Path("/rules")
    @Operation(summary = "Measures by rule, most closed alerts first")
    public List<AlertMeasures.GroupMeasures> rules(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return measures.by(AlertMeasures.Grouping.RULE, period(area, from, to), limit);
    }

    @GET
    @Path("/sources")
    @Operation(summary = "Measures by source, most closed alerts first")
    public List<AlertMeasures.GroupMeasures> sources(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return measures.by(AlertMeasures.Grouping.SOURCE, period(area, from, to), limit);
    }

    @GET
    @Path("/posts")
    @Operation(summary = "Measures by owning post, most closed alerts first; never by person")
    @RolesAllowed({
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public List<AlertMeasures.GroupMeasures> posts(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return measures.by(AlertMeasures.Grouping.POST, period(area, from, to), limit);
    }

    @GET
    @Path("/missed-events")
    @Operation(summary = "Events that no alert preceded, latest first")
    @RolesAllowed({
        Roles.LABOUR_OFFICE_HEAD,
        Roles.SUBDISTRICT_LEADER,
        Roles.DISTRICT_HR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR
    })
    public CursorPage<AlertMeasures.MissedEvent> missed(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return measures.missed(period(area, from, to), cursor, limit);
    }

    private AlertMeasures.Period period(String area, String from, String to) {
        Instant end = Objects.requireNonNullElse(
                RequestParameters.instant("to", to), clock.instant().plusSeconds(1));
        Instant begin = Objects.requireNonNullElse(RequestParameters.instant("from", from), end.minus(DEFAULT_PERIOD));
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(MAX_PERIOD) > 0) {
            throw ProblemException.invalid(
                    "period-unfit",
                    "from 须早于 to，且最多相隔366天；请缩短时间段",
                    "\"from\" must be before \"to\" by at most 366 days; choose a shorter period");
        }
        return new AlertMeasures.Period(scope.paths(area), begin, end);
    }
}

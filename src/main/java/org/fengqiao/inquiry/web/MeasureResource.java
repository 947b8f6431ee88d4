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

/** What alerts taught, within the caller's area: for those who mend the rules, run an office or look over both. */
@Path("/api/v1/measures")
@Tag(name = "Measures")
@RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.POLICY_EDITOR, Roles.POLICY_APPROVER, Roles.AUDITOR, Roles.ADMINISTRATOR
})
class MeasureResource {
    private static final Duration UNSAID = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(366);

    @Inject
    AlertMeasures outcomes;

    @Inject
    AccessScope reach;

    @Inject
    InstantSource clock;

    @GET
    @Operation(
            summary =
                    "Precision, missed events, lead time and pace of an area; the last 90 days when from= and to= are not said")
    public AlertMeasures.Summary summary(@RestQuery String area, @RestQuery String from, @RestQuery String to) {
        return outcomes.summary(period(area, from, to));
    }

    @GET
    @Path("/rules")
    @Operation(summary = "The same by rule, those with the most closed alerts first")
    public List<AlertMeasures.GroupMeasures> rules(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return outcomes.by(AlertMeasures.Grouping.RULE, period(area, from, to), limit);
    }

    @GET
    @Path("/sources")
    @Operation(summary = "The same by source, those with the most closed alerts first")
    public List<AlertMeasures.GroupMeasures> sources(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return outcomes.by(AlertMeasures.Grouping.SOURCE, period(area, from, to), limit);
    }

    @GET
    @Path("/posts")
    @Operation(summary = "The same by the post that answers, those with the most closed alerts first; never by person")
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.AUDITOR, Roles.ADMINISTRATOR})
    public List<AlertMeasures.GroupMeasures> posts(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue("200") @Min(1) @Max(500) int limit) {
        return outcomes.by(AlertMeasures.Grouping.POST, period(area, from, to), limit);
    }

    @GET
    @Path("/missed-events")
    @Operation(summary = "Events that no alert came before, the latest first")
    @RolesAllowed({Roles.LABOUR_OFFICE_HEAD, Roles.AUDITOR, Roles.ADMINISTRATOR})
    public CursorPage<AlertMeasures.MissedEvent> missed(
            @RestQuery String area,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return outcomes.missed(period(area, from, to), cursor, limit);
    }

    private AlertMeasures.Period period(String area, String from, String to) {
        Instant end = Objects.requireNonNullElse(
                RequestParameters.instant("to", to), clock.instant().plusSeconds(1));
        Instant begin = Objects.requireNonNullElse(RequestParameters.instant("from", from), end.minus(UNSAID));
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    "period-unfit",
                    "from 须早于 to，且最多相隔366天；请缩短时间段",
                    "\"from\" is before \"to\" and 366 days at most; choose a shorter period");
        }
        return new AlertMeasures.Period(reach.paths(area), begin, end);
    }
}

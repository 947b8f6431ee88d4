package org.fengqiao.registry.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.registry.post.AbsenceQueries;
import org.fengqiao.registry.post.Absences;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Absences: people record their own; heads and administrators those of post holders in their area. */
@Path("/api/v1/absences")
@Tag(name = "Posts")
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
    Roles.ADMINISTRATOR
})
class AbsenceResource {
    record NewAbsence(
            @NotBlank @Size(max = 100) String username,
            @NotNull Instant from,
            @NotNull Instant to,
            @NotBlank @Size(max = 200) String reason,
            @Size(max = 100) String coveredBy) {}

    record View(String username, Instant from, Instant to, String coveredBy) {}

    private static final Set<Role> RECORD_FOR_OTHERS =
            EnumSet.of(Role.LABOUR_OFFICE_HEAD, Role.SUBDISTRICT_LEADER, Role.DISTRICT_HR, Role.ADMINISTRATOR);

    @Inject
    Absences absences;

    @Inject
    AbsenceQueries queries;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    /** Without the reason, which is not for everybody. */
    @GET
    @Operation(summary = "List who in my area is away now or soon, and who covers for them")
    public List<View> list() {
        return queries.open(caller.areaPath(), clock.instant()).stream()
                .map(absence -> new View(
                        absence.username(),
                        absence.from(),
                        absence.to(),
                        absence.coveredBy().orElse(null)))
                .toList();
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Record an absence; whoever covers for the person takes over their open alerts")
    public View record(@NotNull @Valid NewAbsence absence) {
        requireMayRecord(absence.username());
        if (absence.coveredBy() != null) requirePostHolder(absence.coveredBy());
        absences.record(
                absence.username(),
                absence.from(),
                absence.to(),
                absence.reason(),
                absence.coveredBy(),
                caller.username(),
                clock.instant());
        return new View(absence.username(), absence.from(), absence.to(), absence.coveredBy());
    }

    private void requireMayRecord(String username) {
        if (username.equals(caller.username())) return;
        if (RECORD_FOR_OTHERS.stream().noneMatch(caller::hasRole)) {
            throw ProblemException.forbidden(
                    "absence-of-another",
                    "他人的缺勤请由劳动办负责人、其上级或系统管理员登记",
                    "The absence of somebody else is recorded by the head of the labour office, their superiors or an"
                            + " administrator");
        }
        requirePostHolder(username);
    }

    /** Requires that somebody holds a post within the caller's area. */
    private void requirePostHolder(String username) {
        List<String> areas = queries.areasOf(username);
        if (areas.isEmpty()) {
            throw ProblemException.notFound(
                    "holds-no-post",
                    username + " 没有任职岗位，请核对用户名（/api/v1/posts）",
                    username + " holds no post; look the name up at /api/v1/posts");
        }
        areas.forEach(caller::requireArea);
    }
}

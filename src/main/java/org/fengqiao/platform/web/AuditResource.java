package org.fengqiao.platform.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Roles;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit trail, newest first. Entries have no area, so only somebody responsible for the whole may read them. */
@Path("/api/v1/audit")
@RolesAllowed({Roles.AUDITOR, Roles.ADMINISTRATOR})
class AuditResource {
    /** {@code next} is the {@code before} of the next page; absent on the last. */
    record AuditPage(List<AuditTrail.AuditRecord> entries, Long next) {}

    @Inject
    AuditTrail trail;

    @Inject
    Caller caller;

    @GET
    public AuditPage newest(
            @RestQuery String subject,
            @RestQuery String actor,
            @RestQuery Long before,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
        caller.requireArea("");
        List<AuditTrail.AuditRecord> entries = trail.newest(subject, actor, before, limit);
        return new AuditPage(
                entries, entries.size() < limit ? null : entries.get(limit - 1).id());
    }
}

package org.fengqiao.intake.report;

import java.util.Set;
import java.util.UUID;

/**
 * Who reports.
 *
 * @param name of the source and the owner of the idempotency keys; does not identify a person
 * @param areaPath only enterprises below it may be reported on; "" is everywhere
 * @param accountId the account of a person, else null
 * @param kind the kind of evidence of all reports by this caller, or null if the caller says it; a caller with a fixed
 *     kind establishes no facts
 * @param kindWithDocument the same for a report that names a document or has files
 * @param careStaff whether they report psychological aggregates, and only those; nobody else does
 * @param employers enterprises that employ them, on which their reports are not independent
 * @param username under which they upload files; null for whoever attaches none
 */
public record Reporter(
        String name,
        String areaPath,
        UUID accountId,
        String kind,
        String kindWithDocument,
        boolean careStaff,
        Set<UUID> employers,
        String username) {
    /** The kind of evidence of a report on the employer of the reporter. */
    static final String EMPLOYED_THERE = "OFFICER_EMPLOYED_THERE";

    public Reporter(String name, String areaPath, UUID accountId, String kind, boolean careStaff) {
        this(name, areaPath, accountId, kind, kind, careStaff, Set.of(), null);
    }

    /** Whose uploads may be attached to the reports. */
    public Reporter signedInAs(String username) {
        return new Reporter(name, areaPath, accountId, kind, kindWithDocument, careStaff, employers, username);
    }
}

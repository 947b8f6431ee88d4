package org.fengqiao.intake.report;

import java.util.Set;
import java.util.UUID;

/**
 * Who reports.
 *
 * @param name of the source, and whose idempotency keys they are; of a person it does not tell who
 * @param areaPath only enterprises below it may be reported on; "" is everywhere
 * @param reporter the account of an information officer, else null
 * @param kindWithDocument the same for a report that names a document
 * @param care care staff, who report psychological aggregates and nothing else; nobody else does
 * @param kind the kind of evidence all reports of this caller are, or null when the caller says it; a caller whose kind
 *     is fixed establishes no facts
 * @param employers enterprises that employ him: what he reports on them is no independent word
 */
public record Reporter(
        String name,
        String areaPath,
        UUID accountId,
        String kind,
        String kindWithDocument,
        boolean careStaff,
        Set<UUID> employers) {
    /** The kind of evidence of what somebody reports on his employer. */
    static final String EMPLOYED_THERE = "OFFICER_EMPLOYED_THERE";

    public Reporter(String name, String areaPath, UUID accountId, String kind, boolean careStaff) {
        this(name, areaPath, accountId, kind, kind, careStaff, Set.of());
    }
}

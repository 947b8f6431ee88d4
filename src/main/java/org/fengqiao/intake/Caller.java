package org.fengqiao.intake;

import java.util.UUID;

/**
 * Who reports.
 *
 * @param name the account or key; idempotency keys are the caller's own
 * @param areaPath only enterprises below it may be reported on; "" is everywhere
 * @param reporter the account of an information officer, else null
 * @param kind the kind of evidence all reports of this caller are, or null when the caller says it; a caller whose kind
 *     is fixed establishes no facts
 */
public record Caller(String name, String areaPath, UUID reporter, String kind) {}

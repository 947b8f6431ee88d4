package org.fengqiao.intake.report;

import java.util.Set;
import java.util.UUID;

/**
 * The answer to a batch and the enterprises it concerns, which are to be assessed.
 *
 * @param repeated whether the answer was given before under this idempotency key, and nothing was stored now
 */
public record AcceptedBatch(BatchAnswer answer, Set<UUID> enterprises, boolean repeated) {}

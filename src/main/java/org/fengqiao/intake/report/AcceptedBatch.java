package org.fengqiao.intake.report;

import java.util.Set;
import java.util.UUID;

/**
 * The answer to a batch and whom it is about, so that they can be assessed.
 *
 * @param repeated the answer was given before under this idempotency key; nothing was stored now
 */
public record AcceptedBatch(BatchAnswer answer, Set<UUID> enterprises, boolean repeated) {}

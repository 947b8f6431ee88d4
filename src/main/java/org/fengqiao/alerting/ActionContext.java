package org.fengqiao.alerting;

import java.time.Instant;

/**
 * Who works on an alert, and when.
 *
 * @param reopenWithinDays how long after its closing an alert reopens; the refusals name it
 */
public record ActionContext(String by, Instant at, int reopenWithinDays) {}

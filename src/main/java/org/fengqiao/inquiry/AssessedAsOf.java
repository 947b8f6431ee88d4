package org.fengqiao.inquiry;

import java.time.Instant;

/**
 * As of when enterprises were assessed. A report through the API is assessed at once, so a single one may be ahead.
 *
 * @param everybody the last pass over all enterprises; null before the first
 * @param changes the last pass over those with news or whose window had turned, everybody's included; null before the first
 */
public record AssessedAsOf(Instant everybody, Instant changes) {}

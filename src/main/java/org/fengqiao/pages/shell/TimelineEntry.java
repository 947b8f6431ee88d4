package org.fengqiao.pages.shell;

import java.time.Instant;

/**
 * Something that happened, as a sentence.
 *
 * @param note what somebody wrote about it; null for nothing
 */
public record TimelineEntry(Instant at, String sentence, String note) {}

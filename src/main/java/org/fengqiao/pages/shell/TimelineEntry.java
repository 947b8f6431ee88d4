package org.fengqiao.pages.shell;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened, as a sentence.
 *
 * @param note what somebody wrote about it; null for nothing
 */
public record TimelineEntry(Instant at, String sentence, String note, List<FileLink> files) {
    /** A file that was given with it. */
    public record FileLink(String name, String href) {}
}

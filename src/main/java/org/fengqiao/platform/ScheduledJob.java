package org.fengqiao.platform;

import java.time.Instant;

/** What time makes due. {@link ScheduledJobs} gives it its turns while serving; several nodes may be at it at once. */
public interface ScheduledJob {
    /** For the log: the plural of what is looked at. */
    String name();

    /** Does what is due by then; gives back how much that was. */
    int runDue(Instant at);
}

package org.fengqiao.platform;

import java.time.Instant;

/** Work that time makes due. {@link ScheduledJobs} runs it while serving; several nodes may run it at once. */
public interface ScheduledJob {
    /** For the log: what is looked at, as a plural. */
    String name();

    /** Does what is due by then and returns how much that was. */
    int runDue(Instant at);
}

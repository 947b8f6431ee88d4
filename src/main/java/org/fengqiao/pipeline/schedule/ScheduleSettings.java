package org.fengqiao.pipeline.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When passes run by themselves: {@code fengqiao.schedule.*}, as cron expressions or {@code off}. */
@ConfigMapping(prefix = "fengqiao.schedule")
public interface ScheduleSettings {
    String everybody();

    String changes();

    /** A run that has not begun so long after it was due, although nothing was in its way, was missed. */
    @WithDefault("PT10M")
    Duration grace();

    /** No run may take longer, even if the next one is due much later. */
    @WithDefault("PT4H")
    Duration longest();

    /** After so long without a sign of life the node that runs a pass is taken for dead. */
    @WithDefault("PT5M")
    Duration lease();

    default String cron(PassJob job) {
        return switch (job) {
            case EVERYBODY -> everybody();
            case CHANGES -> changes();
        };
    }
}

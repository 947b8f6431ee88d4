package org.fengqiao.alerting.suppression;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.fengqiao.registry.area.Area;

/** How much may be suppressed, and for how long: {@code fengqiao.suppression.*}. */
@ConfigMapping(prefix = "fengqiao.suppression")
public interface SuppressionSettings {
    /** For this long nobody is notified of the same alert again at a tier of which they were. */
    @WithDefault("PT4H")
    Duration cooldown();

    Groups groups();

    Silences silences();

    Throttle throttle();

    interface Groups {
        /** The largest group; further alerts begin another: a builder with hundreds of contractors is not one case. */
        @WithDefault("50")
        int most();
    }

    interface Silences {
        @WithDefault("P30D")
        Duration longest();

        @WithDefault("SUBDISTRICT")
        Area.Level largestArea();

        /** The most enterprises of an area that can be silenced without naming a rule or an indicator. */
        @WithDefault("200")
        int mostEnterprises();

        /** A silence that matches more open alerts is refused. */
        @WithDefault("50")
        int mostAlerts();

        /** How long before the end its author is reminded; for a short silence, when a quarter of it is left. */
        @WithDefault("P1D")
        Duration remindBefore();
    }

    interface Throttle {
        /** The least number of alerts a day that is expected of any rule or source. */
        @WithDefault("20")
        int floor();

        /** A rule or source is throttled beyond this multiple of what is expected. */
        @WithDefault("3")
        double factor();

        /** Days of history behind the expectation. */
        @WithDefault("62")
        int history();

        /** The time that one digest covers. */
        @WithDefault("PT1H")
        Duration window();
    }
}

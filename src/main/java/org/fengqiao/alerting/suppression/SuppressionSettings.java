package org.fengqiao.alerting.suppression;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.fengqiao.registry.area.Area;

/** How much may be held back, and for how long: {@code fengqiao.noise.*}. */
@ConfigMapping(prefix = "fengqiao.noise")
public interface SuppressionSettings {
    /** For so long the same alert is not told again at a tier that it was told at. */
    @WithDefault("PT4H")
    Duration cooldown();

    Groups groups();

    Silences silences();

    Throttle brake();

    interface Groups {
        /** More alerts than this begin another group: a builder with hundreds of contractors is not one matter. */
        @WithDefault("50")
        int most();
    }

    interface Silences {
        @WithDefault("P30D")
        Duration longest();

        @WithDefault("SUBDISTRICT")
        Area.Level largestArea();

        /** A silence without rule or indicator may be for an area with so many enterprises at most. */
        @WithDefault("200")
        int mostEnterprises();

        /** A silence that would have held more of the alerts that are open now is refused. */
        @WithDefault("50")
        int mostAlerts();

        /** Its author is reminded so long before it ends; of a short one, when a quarter of it is left. */
        @WithDefault("P1D")
        Duration remindBefore();
    }

    interface Throttle {
        /** So many alerts a day of one rule or source are expected in any case. */
        @WithDefault("20")
        int floor();

        /** Beyond what is expected times this, the brake is on. */
        @WithDefault("3")
        double factor();

        /** From how many days back the forecast is made. */
        @WithDefault("62")
        int history();

        /** One digest for each of these spans. */
        @WithDefault("PT1H")
        Duration window();
    }
}

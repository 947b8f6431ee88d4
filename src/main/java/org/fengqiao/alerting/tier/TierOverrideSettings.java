package org.fengqiao.alerting.tier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fengqiao.tier-by-hand.*}. */
@ConfigMapping(prefix = "fengqiao.tier-by-hand")
public interface TierOverrideSettings {
    /** The longest time for which people's word may stand against that of the rules. */
    @WithDefault("P30D")
    Duration longest();
}

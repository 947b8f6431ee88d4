package org.fengqiao.platform.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** What may be uploaded, how much of it, and for how long it waits to be attached: {@code fengqiao.attachment.*}. */
@ConfigMapping(prefix = "fengqiao.attachment")
public interface AttachmentSettings {
    /** The largest file; {@code FENGQIAO_MAX_BODY} has to admit it too. */
    @WithDefault("10M")
    MemorySize largest();

    /** The largest picture: nobody decodes it here, but whoever opens it does. */
    @WithDefault("100000000")
    long mostPixels();

    /** Of one alert, case or enterprise. */
    @WithDefault("200")
    int mostPerRecord();

    /** Of one person, uploaded and not attached to anything yet. */
    @WithDefault("50")
    int mostUnattached();

    /** How long an upload waits to be attached to something before it is deleted. */
    @WithDefault("P2D")
    Duration keepUnattached();

    /**
     * Media types that are taken, as found in the content. Of pictures only those count whose metadata can be removed; sound
     * and film hold locations that are not removed here.
     */
    @WithDefault("image/jpeg,image/png,application/pdf,"
            + "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    Set<String> types();
}

package org.fengqiao.inquiry;

import java.util.UUID;
import org.fengqiao.platform.Text;

/** A post; {@code holder} is who answers for it now, null when it is vacant without a stand-in. */
public record PostLine(UUID id, String kind, Text name, String areaCode, Place area, HeldBy holder) {

    /** An account that holds a post, or stands in for its holder. */
    public record HeldBy(String username, String displayName, boolean standIn) {}
}

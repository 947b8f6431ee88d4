package org.fengqiao.inquiry;

import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/** A post; {@code holder} acts for it now, null if it is vacant without a stand-in. */
public record PostSummary(UUID id, String kind, BilingualText name, String areaCode, AreaRef area, PostHolder holder) {

    /** An account that holds a post, or stands in for its holder. */
    public record PostHolder(String username, String displayName, boolean standIn) {}
}

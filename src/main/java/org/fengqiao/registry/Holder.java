package org.fengqiao.registry;

import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.Text;

/** A post and who answers for it at a moment. */
public record Holder(
        UUID postId,
        PostKind kind,
        Text name,
        String areaCode,
        String areaPath,
        Standing standing,
        Optional<String> username) {

    /** Whether the post is held, stood in for, or empty: then the chain goes on to the next level. */
    public enum Standing {
        HOLDER,
        STAND_IN,
        VACANT
    }
}

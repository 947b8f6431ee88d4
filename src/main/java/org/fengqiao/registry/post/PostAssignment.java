package org.fengqiao.registry.post;

import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/** A post and who answers for it at a moment. */
public record PostAssignment(
        UUID postId,
        PostKind kind,
        BilingualText name,
        String areaCode,
        String areaPath,
        Occupancy occupancy,
        Optional<String> username) {

    /** Whether the post is held, stood in for, or empty: then the chain goes on to the next level. */
    public enum Occupancy {
        HOLDER,
        STAND_IN,
        VACANT
    }
}

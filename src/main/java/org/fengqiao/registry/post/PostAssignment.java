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

    /** Whether the holder or a stand-in is present, or nobody: then the chain continues at the next level. */
    public enum Occupancy {
        HOLDER,
        STAND_IN,
        VACANT
    }
}

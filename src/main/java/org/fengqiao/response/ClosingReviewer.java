package org.fengqiao.response;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/** Who is asked to check a closing: the first of these posts near the enterprise that somebody else answers for. */
final class ClosingReviewer {
    private static final List<PostKind> ORDER =
            List.of(PostKind.LABOUR_OFFICE_HEAD, PostKind.MEDIATION_LEAD, PostKind.LABOUR_DUTY_OFFICER);

    private ClosingReviewer() {}

    /**
     * There is always one: the duty desk takes what nobody else can.
     *
     * @param barred who asked to close, and whoever belongs to the enterprise
     */
    static PostAssignment of(PostDirectory posts, String areaPath, Predicate<String> barred, Instant at) {
        return ORDER.stream()
                .flatMap(kind -> posts.findNearest(kind, areaPath, at).stream())
                .filter(holder ->
                        holder.username().filter(who -> !barred.test(who)).isPresent())
                .findFirst()
                .orElseGet(() -> posts.dutyDesk(areaPath, at));
    }
}

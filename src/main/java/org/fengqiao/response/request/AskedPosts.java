package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.routing.Supervisors;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** Which posts can be asked about an alert, who may answer for them, and who is above. */
@ApplicationScoped
class AskedPosts {
    private final PostStore posts;

    AskedPosts(PostStore posts) {
        this.posts = posts;
    }

    /** Refuses a post that could not work on the alert: unknown, of another area or side, or held by nobody now. */
    PostAssignment require(UUID post, Alert alert, Instant at) {
        PostAssignment asked = posts.directory().assignmentOf(post, at).orElseThrow(() -> unknown(post));
        AlertScope scope = alert.scope();
        boolean care = asked.kind() == PostKind.CARE_TEAM;
        if (!scope.areaPath().startsWith(asked.areaPath()) || care != (scope.dimension() == Dimension.CARE))
            throw elsewhere(asked);
        if (asked.username().isEmpty()) throw vacant(asked);
        return asked;
    }

    /** The first post of a request that somebody answers for now. */
    PostAssignment requireAnsweredBy(AlertRequest request, String username, Instant at) {
        PostDirectory directory = posts.directory();
        return request.posts().stream()
                .filter(post -> directory.answersFor(post, username, at))
                .findFirst()
                .flatMap(post -> directory.assignmentOf(post, at))
                .orElseThrow(AskedPosts::notAsked);
    }

    /** Whoever asked takes it back, or somebody else of the post that owned the alert. */
    void requireAskedBy(AlertRequest request, String username, Instant at) {
        if (request.requestedBy.equals(username) || isOf(request.fromPost, username, at)) return;
        throw ProblemException.forbidden(
                "not-yours-to-withdraw", "只有提出的人或其岗位可以撤回。", "Only whoever asked, or their post, can take it back.");
    }

    boolean isOf(UUID post, String username, Instant at) {
        return posts.directory().answersFor(post, username, at);
    }

    PostAssignment assignmentOf(UUID post, Instant at) {
        return posts.directory().assignmentOf(post, at).orElseThrow();
    }

    /**
     * The next post above those that were asked, but for the one that asks; at last the duty desk, which does not take care.
     * Empty at the top.
     */
    static Optional<PostAssignment> above(PostDirectory directory, AlertRequest request, AlertScope scope, Instant at) {
        Set<UUID> passed = new HashSet<>(request.posts());
        passed.add(request.fromPost);
        PostAssignment last = directory.assignmentOf(request.lastAsked(), at).orElseThrow();
        while (true) {
            PostAssignment above = Supervisors.of(directory, scope.dimension(), last, scope.areaPath(), at);
            if (!passed.contains(above.postId())) return Optional.of(above);
            if (above.postId().equals(last.postId())) break;
            last = above;
        }
        if (scope.dimension() == Dimension.CARE) return Optional.empty();
        return Optional.of(directory.dutyDesk(scope.areaPath(), at)).filter(desk -> !passed.contains(desk.postId()));
    }

    private static ProblemException unknown(UUID post) {
        return ProblemException.notFound(
                "post-unknown",
                "没有编号为 " + post + " 的岗位。请在 /api/v1/posts 查找。",
                "There is no post " + post + ". Find it at /api/v1/posts.");
    }

    private static ProblemException elsewhere(PostAssignment post) {
        return ProblemException.invalid(
                "post-elsewhere",
                post.name().zh() + "不能办理这条预警：须是管辖该企业所在区域的同一侧岗位。请在 /api/v1/posts 另选。",
                post.name().en() + " cannot work on this alert: choose a post of the same side whose area includes the"
                        + " enterprise, at /api/v1/posts.");
    }

    private static ProblemException vacant(PostAssignment post) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "post-vacant",
                post.name().zh() + "现在无人在岗。请另选岗位，或请管理员指派代理人。",
                "Nobody answers for " + post.name().en()
                        + " now. Choose another post, or ask your administrator to appoint a stand-in.");
    }

    private static ProblemException notAsked() {
        return ProblemException.forbidden(
                "not-asked",
                "这项请求没有提给您的岗位，须由被请求的岗位或其上级答复。",
                "Your post was not asked; the asked post answers, or one above it once nobody did.");
    }
}

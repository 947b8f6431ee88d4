package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** Asks somebody to review a closing, or to sign a tier: the first of these posts near the enterprise that an independent person holds. */
@ApplicationScoped
public class ReviewRequests {
    private static final List<PostKind> REVIEWERS =
            List.of(PostKind.LABOUR_OFFICE_HEAD, PostKind.MEDIATION_LEAD, PostKind.LABOUR_DUTY_OFFICER);

    private final EnterpriseAffiliations affiliations;
    private final PostStore posts;
    private final Outbox outbox;

    ReviewRequests(EnterpriseAffiliations affiliations, PostStore posts, Outbox outbox) {
        this.affiliations = affiliations;
        this.posts = posts;
        this.outbox = outbox;
    }

    void request(Alert alert, Instant at) {
        BilingualText what = Messages.text(
                "why.REVIEW_REQUESTED",
                Map.of(
                        "tier", Messages.text("tier." + alert.tier()),
                        "outcome", Messages.text("outcome." + alert.outcome())));
        ask(alert, alert.closedBy(), Notice.Kind.REVIEW_REQUESTED, what, at);
    }

    /** Asks somebody other than {@code asker} for the second signature. */
    public void ask(Alert alert, String asker, Notice.Kind kind, BilingualText what, Instant at) {
        Set<String> excluded =
                new HashSet<>(affiliations.affiliatedUsers(alert.scope().enterprise(), at));
        excluded.add(asker);
        PostAssignment reviewer = reviewer(posts.directory(), alert.scope().areaPath(), excluded, at);
        BilingualText why = new BilingualText(
                what.zh() + "：" + reviewer.name().zh(),
                what.en() + ": " + reviewer.name().en());
        outbox.put(
                List.of(new Notice(kind, alert.id(), reviewer.postId(), reviewer.username(), alert.tier(), why)), at);
    }

    /** There is always one: the duty desk takes what nobody else can. */
    private static PostAssignment reviewer(PostDirectory posts, String areaPath, Set<String> excluded, Instant at) {
        return REVIEWERS.stream()
                .flatMap(kind -> posts.findNearest(kind, areaPath, at).stream())
                .filter(holder -> holder.username()
                        .filter(username -> !excluded.contains(username))
                        .isPresent())
                .findFirst()
                .orElseGet(() -> posts.dutyDesk(areaPath, at));
    }
}

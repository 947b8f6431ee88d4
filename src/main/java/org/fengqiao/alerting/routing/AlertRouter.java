package org.fengqiao.alerting.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.RuleEngine;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostAssignment.Occupancy;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/**
 * Decides who must act: pure, from an assessment, the routes of its release and the posts of the city. There is always
 * an owner: the holder of the post, else a stand-in, else the nearest duty desk, which raises an alarm of its own.
 */
public final class AlertRouter {
    /** The id of the route when none applies: the duty desk takes the alert. */
    public static final String NO_ROUTE = "NONE";

    /** Why the owner is the owner. */
    public enum AssignmentReason {
        HOLDS_THE_POST,
        STANDS_IN,
        POST_VACANT,
        NO_SUCH_POST,
        NO_ROUTE
    }

    /** Somebody who is notified, and why. */
    public record Recipient(PostAssignment holder, AssignmentReason reason) {}

    /** A post that nobody holds, which raises an alarm of its own. */
    public record UnstaffedPost(String post, String areaPath) {}

    /** @param headcount that decided the route, see {@link RoutingHeadcount} */
    public record RoutingResult(
            RoutingHeadcount headcount,
            Recipient owner,
            List<Recipient> copies,
            Optional<Route> route,
            BilingualText explanation,
            List<UnstaffedPost> unstaffed) {

        /** The same, with more to say about why. */
        public RoutingResult because(BilingualText more) {
            BilingualText both = new BilingualText(explanation.zh() + more.zh(), explanation.en() + more.en());
            return new RoutingResult(headcount, owner, copies, route, both, unstaffed);
        }
    }

    private final Release release;
    private final RuleEngine engine;
    private final PostDirectory posts;
    private final Instant at;

    public AlertRouter(Release release, RuleEngine engine, PostDirectory posts, Instant at) {
        this.release = release;
        this.engine = engine;
        this.posts = posts;
        this.at = at;
    }

    /** @param areaPath of the enterprise, from the city down, closed by a dot */
    public RoutingResult route(Assessment assessment, String areaPath) {
        RoutingHeadcount headcount = RoutingHeadcount.of(assessment, release);
        List<String> areas = List.of(areaPath.split("\\."));
        Optional<Route> route =
                RouteSelector.select(release, engine, assessment, areas, LocalDate.ofInstant(at, Time.CITY));
        Recipient owner = route.map(chosen -> owner(chosen, areaPath))
                .orElseGet(() -> dutyDesk(assessment.dimension(), areaPath, AssignmentReason.NO_ROUTE));
        List<Recipient> copies =
                route.map(chosen -> copies(chosen, areaPath, owner)).orElse(List.of());
        return new RoutingResult(
                headcount,
                owner,
                copies,
                route,
                explanation(assessment, headcount, owner, route),
                unstaffed(owner, route, areaPath));
    }

    /** The post that should have answered, named by its own area so that many alerts raise one alarm; and a vacant desk. */
    private List<UnstaffedPost> unstaffed(Recipient owner, Optional<Route> route, String areaPath) {
        List<UnstaffedPost> unstaffed = new ArrayList<>();
        PostAssignment holder = owner.holder();
        String wanted = route.map(Route::owner).orElse(NO_ROUTE);
        switch (owner.reason()) {
            case HOLDS_THE_POST, STANDS_IN -> {}
            case POST_VACANT ->
                posts.findNearest(PostKind.valueOf(wanted), areaPath, at)
                        .ifPresent(vacant -> unstaffed.add(new UnstaffedPost(wanted, vacant.areaPath())));
            case NO_SUCH_POST, NO_ROUTE -> unstaffed.add(new UnstaffedPost(wanted, holder.areaPath()));
        }
        if (holder.occupancy() == Occupancy.VACANT)
            unstaffed.add(new UnstaffedPost(holder.kind().name(), holder.areaPath()));
        return unstaffed;
    }

    private Recipient owner(Route route, String areaPath) {
        Optional<PostAssignment> holder = posts.findNearest(PostKind.valueOf(route.owner()), areaPath, at);
        if (holder.isEmpty()) return dutyDesk(route.dimension(), areaPath, AssignmentReason.NO_SUCH_POST);
        return switch (holder.get().occupancy()) {
            case HOLDER -> new Recipient(holder.get(), AssignmentReason.HOLDS_THE_POST);
            case STAND_IN -> new Recipient(holder.get(), AssignmentReason.STANDS_IN);
            case VACANT -> dutyDesk(route.dimension(), areaPath, AssignmentReason.POST_VACANT);
        };
    }

    /** What concerns care never goes to a labour desk: the care team of the city takes it. */
    private Recipient dutyDesk(Dimension dimension, String areaPath, AssignmentReason reason) {
        Optional<PostAssignment> careTeam =
                dimension == Dimension.CARE ? posts.findNearest(PostKind.CARE_TEAM, "", at) : Optional.empty();
        return new Recipient(careTeam.orElseGet(() -> posts.dutyDesk(areaPath, at)), reason);
    }

    /** Each post once, without the owner; a vacant post is kept, so that whoever takes it will find the alert. */
    private List<Recipient> copies(Route route, String areaPath, Recipient owner) {
        Set<UUID> notified = new LinkedHashSet<>(Set.of(owner.holder().postId()));
        List<Recipient> copies = new ArrayList<>();
        for (String kind : route.copies()) {
            Optional<PostAssignment> holder = posts.findNearest(PostKind.valueOf(kind), areaPath, at);
            if (holder.isEmpty() || !notified.add(holder.get().postId())) continue;
            AssignmentReason reason =
                    switch (holder.get().occupancy()) {
                        case HOLDER -> AssignmentReason.HOLDS_THE_POST;
                        case STAND_IN -> AssignmentReason.STANDS_IN;
                        case VACANT -> AssignmentReason.POST_VACANT;
                    };
            copies.add(new Recipient(holder.get(), reason));
        }
        return copies;
    }

    private BilingualText explanation(
            Assessment assessment, RoutingHeadcount headcount, Recipient owner, Optional<Route> route) {
        BilingualText tier = release.label(assessment.dimension(), assessment.tier());
        BilingualText post = owner.holder().name();
        BilingualText rule = route.map(Route::reason)
                .orElse(new BilingualText("没有适用的路由，由值班台接办", "no route applies, so the duty desk takes it"));
        BilingualText standing = standing(owner, route);
        String source = route.map(chosen -> chosen.id() + " · ").orElse("") + release.id();
        return new BilingualText(
                headcount.text().zh() + "，" + tier.zh() + " → " + post.zh() + "：" + rule.zh() + standing.zh() + "（"
                        + source + "）",
                headcount.text().en() + ", " + tier.en() + " → " + post.en() + ": " + rule.en() + standing.en() + " ("
                        + source + ")");
    }

    private static BilingualText standing(Recipient owner, Optional<Route> route) {
        BilingualText post = Messages.text("post." + route.map(Route::owner).orElse(NO_ROUTE));
        return switch (owner.reason()) {
            case HOLDS_THE_POST, NO_ROUTE -> new BilingualText("", "");
            case STANDS_IN -> new BilingualText("；岗位暂无人，由代理人接办", "; the post has no holder now, its stand-in takes it");
            case POST_VACANT ->
                new BilingualText(
                        "；" + post.zh() + "岗位空缺且无代理人，转值班台",
                        "; the post of " + post.en() + " is vacant without a stand-in, so the duty desk takes it");
            case NO_SUCH_POST ->
                new BilingualText(
                        "；该区域未设" + post.zh() + "岗位，转值班台",
                        "; the area has no " + post.en() + ", so the duty desk takes it");
        };
    }
}

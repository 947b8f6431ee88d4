package org.fengqiao.alerting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.RuleEngine;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.Holder.Standing;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostKind;

/**
 * Finds who must act: pure, from an assessment, the routes of its release and the posts of the city. There is always
 * an owner: the holder of the post, else his stand-in, else the nearest duty desk, which raises an alarm of its own.
 */
final class Routing {
    /** The route's id when none applies: the duty desk takes the alert. */
    static final String NO_ROUTE = "NONE";

    /** Why the owner is the owner. */
    enum Because {
        HOLDS_THE_POST,
        STANDS_IN,
        POST_VACANT,
        NO_SUCH_POST,
        NO_ROUTE
    }

    /** Somebody who is told, and why. */
    record Told(Holder holder, Because because) {}

    /** A post that could not answer, which is an alarm of its own. */
    record Unanswered(String post, String areaPath) {}

    /** @param headcount the one that decided, see {@link Heads} */
    record Routed(
            Heads headcount,
            Told owner,
            List<Told> copies,
            Optional<Route> route,
            Text whyMe,
            List<Unanswered> unanswered) {}

    private final Release release;
    private final RuleEngine engine;
    private final PostBook posts;
    private final Instant at;

    Routing(Release release, RuleEngine engine, PostBook posts, Instant at) {
        this.release = release;
        this.engine = engine;
        this.posts = posts;
        this.at = at;
    }

    /** @param areaPath of the enterprise, from the city down, closed by a dot */
    Routed route(Assessment assessment, String areaPath) {
        Heads heads = Heads.of(assessment, release);
        List<String> areas = List.of(areaPath.split("\\."));
        Optional<Route> route = RouteChoice.of(release, engine, assessment, areas, LocalDate.ofInstant(at, Time.CITY));
        Told owner = route.map(r -> owner(r, areaPath))
                .orElseGet(() -> desk(assessment.dimension(), areaPath, Because.NO_ROUTE));
        List<Told> copies = route.map(r -> copies(r, areaPath, owner)).orElse(List.of());
        return new Routed(
                heads,
                owner,
                copies,
                route,
                whyMe(assessment, heads, owner, route),
                unanswered(owner, route, areaPath));
    }

    /** The post that should have answered, named by its own area so that many alerts make one alarm; and an empty desk. */
    private List<Unanswered> unanswered(Told owner, Optional<Route> route, String areaPath) {
        List<Unanswered> missing = new ArrayList<>();
        Holder taker = owner.holder();
        String wanted = route.map(Route::owner).orElse(NO_ROUTE);
        switch (owner.because()) {
            case HOLDS_THE_POST, STANDS_IN -> {}
            case POST_VACANT ->
                posts.find(PostKind.valueOf(wanted), areaPath, at)
                        .ifPresent(vacant -> missing.add(new Unanswered(wanted, vacant.areaPath())));
            case NO_SUCH_POST, NO_ROUTE -> missing.add(new Unanswered(wanted, taker.areaPath()));
        }
        if (taker.standing() == Standing.VACANT)
            missing.add(new Unanswered(taker.kind().name(), taker.areaPath()));
        return missing;
    }

    private Told owner(Route route, String areaPath) {
        Optional<Holder> holder = posts.find(PostKind.valueOf(route.owner()), areaPath, at);
        if (holder.isEmpty()) return desk(route.dimension(), areaPath, Because.NO_SUCH_POST);
        return switch (holder.get().standing()) {
            case HOLDER -> new Told(holder.get(), Because.HOLDS_THE_POST);
            case STAND_IN -> new Told(holder.get(), Because.STANDS_IN);
            case VACANT -> desk(route.dimension(), areaPath, Because.POST_VACANT);
        };
    }

    /** What concerns care never falls to a labour desk: the city's care team takes it. */
    private Told desk(Dimension dimension, String areaPath, Because because) {
        Optional<Holder> careTeam =
                dimension == Dimension.CARE ? posts.find(PostKind.CARE_TEAM, "", at) : Optional.empty();
        return new Told(careTeam.orElseGet(() -> posts.dutyDesk(areaPath, at)), because);
    }

    /** Each post once, and not the owner again; an empty post is kept, whoever takes it will find the alert. */
    private List<Told> copies(Route route, String areaPath, Told owner) {
        Set<UUID> told = new LinkedHashSet<>(Set.of(owner.holder().postId()));
        List<Told> copies = new ArrayList<>();
        for (String kind : route.copies()) {
            Optional<Holder> holder = posts.find(PostKind.valueOf(kind), areaPath, at);
            if (holder.isEmpty() || !told.add(holder.get().postId())) continue;
            Because because =
                    switch (holder.get().standing()) {
                        case HOLDER -> Because.HOLDS_THE_POST;
                        case STAND_IN -> Because.STANDS_IN;
                        case VACANT -> Because.POST_VACANT;
                    };
            copies.add(new Told(holder.get(), because));
        }
        return copies;
    }

    private Text whyMe(Assessment assessment, Heads heads, Told owner, Optional<Route> route) {
        Text tier = release.label(assessment.dimension(), assessment.tier());
        Text post = owner.holder().name();
        Text rule = route.map(Route::reason)
                .orElse(new Text("没有适用的路由，由值班台接办", "no route applies, so the duty desk takes it"));
        Text standing = standing(owner, route);
        String source = route.map(Route::id).orElse(NO_ROUTE) + " · " + release.id();
        return new Text(
                heads.text().zh() + "，" + tier.zh() + " → " + post.zh() + "：" + rule.zh() + standing.zh() + "（" + source
                        + "）",
                heads.text().en() + ", " + tier.en() + " → " + post.en() + ": " + rule.en() + standing.en() + " ("
                        + source + ")");
    }

    private static Text standing(Told owner, Optional<Route> route) {
        String post = route.map(Route::owner).orElse("");
        return switch (owner.because()) {
            case HOLDS_THE_POST, NO_ROUTE -> new Text("", "");
            case STANDS_IN -> new Text("；岗位暂无人，由代理人接办", "; the post has no holder now, its stand-in takes it");
            case POST_VACANT ->
                new Text(
                        "；" + post + "岗位空缺且无代理人，转值班台",
                        "; " + post + " is vacant without a stand-in, so the duty desk takes it");
            case NO_SUCH_POST ->
                new Text("；该区域未设" + post + "岗位，转值班台", "; the area has no " + post + ", so the duty desk takes it");
        };
    }

    static String namesOf(List<Told> told) {
        return told.stream().map(t -> t.holder().kind().name()).collect(Collectors.joining(";"));
    }
}

package org.fengqiao.governance.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.alerting.routing.AlertOwners;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Reasons;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;

/** Counts the differences between two assessments of the same enterprises, in bounded memory. Pure. */
final class ImpactTally {
    private static final int EXAMPLES_OF_A_KIND = 3;
    private static final int LEVELS_TO_SUBDISTRICT = 3;

    private final Release live;
    private final Release draft;
    private final AlertOwners ownersBefore;
    private final AlertOwners ownersAfter;
    private final boolean sameRoutes;
    private final Map<Dimension, long[][]> tiers = new EnumMap<>(Dimension.class);
    private final Map<String, long[]> areas = new TreeMap<>();
    private final Map<UUID, PostTally> posts = new HashMap<>();
    private final Map<String, List<ImpactReport.ExampleEnterprise>> examples = new TreeMap<>();
    private long before;
    private long after;
    private long appeared;
    private long gone;
    private long moved;

    /** What would change for one post. */
    static final class PostTally {
        final PostAssignment holder;
        long appeared;
        long gone;
        long movedIn;
        long movedOut;

        PostTally(PostAssignment holder) {
            this.holder = holder;
        }
    }

    ImpactTally(Release live, Release draft, AlertOwners ownersBefore, AlertOwners ownersAfter) {
        this.live = live;
        this.draft = draft;
        this.ownersBefore = ownersBefore;
        this.ownersAfter = ownersAfter;
        this.sameRoutes = live.routes().equals(draft.routes());
        for (Dimension dimension : Dimension.values()) {
            tiers.put(dimension, new long[Tier.values().length][Tier.values().length]);
        }
    }

    void add(Assessment was, Assessment becomes, String areaPath) {
        tiers.get(was.dimension())[was.tier().ordinal()][becomes.tier().ordinal()]++;
        boolean alerted = AlertOwners.isAlertable(was);
        boolean alerts = AlertOwners.isAlertable(becomes);
        if (alerted) before++;
        if (alerts) after++;
        if (alerted && alerts) move(was, becomes, areaPath);
        else if (alerts) appear(becomes, areaPath);
        else if (alerted) disappear(was, areaPath);
        boolean changed = was.tier() != becomes.tier() && was.dimension() == Dimension.LABOUR;
        if (changed) example(was, becomes, areaPath);
    }

    private void move(Assessment was, Assessment becomes, String areaPath) {
        // An unrecorded head count is taken from the findings, so these also decide about the route.
        boolean sameRoute = sameRoutes && was.tier() == becomes.tier() && was.headcount() > 0;
        if (sameRoute) return;
        PostAssignment from = ownersBefore.ownerOf(was, areaPath);
        PostAssignment to = ownersAfter.ownerOf(becomes, areaPath);
        if (from.postId().equals(to.postId())) return;
        moved++;
        post(from).movedOut++;
        post(to).movedIn++;
    }

    private void appear(Assessment becomes, String areaPath) {
        appeared++;
        area(areaPath)[0]++;
        post(ownersAfter.ownerOf(becomes, areaPath)).appeared++;
    }

    private void disappear(Assessment was, String areaPath) {
        gone++;
        area(areaPath)[1]++;
        post(ownersBefore.ownerOf(was, areaPath)).gone++;
    }

    private PostTally post(PostAssignment holder) {
        return posts.computeIfAbsent(holder.postId(), id -> new PostTally(holder));
    }

    private long[] area(String path) {
        int end = 0;
        for (int level = 0; level < LEVELS_TO_SUBDISTRICT; level++) {
            int dot = path.indexOf('.', end);
            if (dot < 0) break;
            end = dot + 1;
        }
        return areas.computeIfAbsent(path.substring(0, end), any -> new long[2]);
    }

    /** The first ones by id, so that the sample does not depend on which chunk finished first. */
    private void example(Assessment was, Assessment becomes, String areaPath) {
        List<ImpactReport.ExampleEnterprise> kind =
                examples.computeIfAbsent(was.tier() + " " + becomes.tier(), any -> new ArrayList<>());
        boolean full = kind.size() == EXAMPLES_OF_A_KIND;
        if (full && kind.get(EXAMPLES_OF_A_KIND - 1).enterprise().compareTo(was.enterpriseId()) < 0) return;
        kind.add(exampleOf(was, becomes, areaPath));
        kind.sort(Comparator.comparing(ImpactReport.ExampleEnterprise::enterprise));
        if (full) kind.remove(EXAMPLES_OF_A_KIND);
    }

    private ImpactReport.ExampleEnterprise exampleOf(Assessment was, Assessment becomes, String areaPath) {
        Set<String> rulesBefore = rules(was);
        Set<String> rulesAfter = rules(becomes);
        return new ImpactReport.ExampleEnterprise(
                was.enterpriseId(),
                areaPath,
                was.headcount(),
                was.tier(),
                becomes.tier(),
                was.score(),
                becomes.score(),
                rulesBefore.stream()
                        .filter(id -> !rulesAfter.contains(id))
                        .sorted()
                        .toList(),
                rulesAfter.stream()
                        .filter(id -> !rulesBefore.contains(id))
                        .sorted()
                        .toList(),
                Reasons.of(was, live),
                Reasons.of(becomes, draft));
    }

    private static Set<String> rules(Assessment assessment) {
        return assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toSet());
    }

    /** Adds the counts of another tally. */
    void merge(ImpactTally other) {
        other.tiers.forEach((dimension, counts) -> {
            for (int i = 0; i < counts.length; i++) {
                for (int j = 0; j < counts.length; j++) tiers.get(dimension)[i][j] += counts[i][j];
            }
        });
        other.areas.forEach((path, counts) -> {
            long[] own = areas.computeIfAbsent(path, any -> new long[2]);
            own[0] += counts[0];
            own[1] += counts[1];
        });
        other.posts.forEach((id, counted) -> {
            PostTally own = post(counted.holder);
            own.appeared += counted.appeared;
            own.gone += counted.gone;
            own.movedIn += counted.movedIn;
            own.movedOut += counted.movedOut;
        });
        other.examples.forEach((kind, some) -> {
            List<ImpactReport.ExampleEnterprise> own = examples.computeIfAbsent(kind, any -> new ArrayList<>());
            own.addAll(some);
            own.sort(Comparator.comparing(ImpactReport.ExampleEnterprise::enterprise));
            while (own.size() > EXAMPLES_OF_A_KIND) own.remove(own.size() - 1);
        });
        before += other.before;
        after += other.after;
        appeared += other.appeared;
        gone += other.gone;
        moved += other.moved;
    }

    Map<String, Map<Tier, Map<Tier, Long>>> tiers() {
        Map<String, Map<Tier, Map<Tier, Long>>> told = new TreeMap<>();
        tiers.forEach((dimension, counts) -> {
            Map<Tier, Map<Tier, Long>> matrix = new EnumMap<>(Tier.class);
            for (Tier from : Tier.values()) {
                for (Tier to : Tier.values()) {
                    long count = counts[from.ordinal()][to.ordinal()];
                    if (count > 0) {
                        matrix.computeIfAbsent(from, any -> new EnumMap<>(Tier.class))
                                .put(to, count);
                    }
                }
            }
            if (!matrix.isEmpty()) told.put(dimension.code(), matrix);
        });
        return told;
    }

    ImpactReport.AlertCounts alerts() {
        return new ImpactReport.AlertCounts(before, after, appeared, gone, moved);
    }

    List<ImpactReport.AreaChange> areas() {
        return areas.entrySet().stream()
                .map(area -> new ImpactReport.AreaChange(area.getKey(), area.getValue()[0], area.getValue()[1]))
                .toList();
    }

    Map<UUID, PostTally> posts() {
        return posts;
    }

    List<ImpactReport.ExampleEnterprise> sample() {
        return examples.values().stream().flatMap(List::stream).toList();
    }
}

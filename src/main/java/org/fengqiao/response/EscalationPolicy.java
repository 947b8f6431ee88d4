package org.fengqiao.response;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/**
 * Who hears of a missed clock, level after level: pure. A rung names posts by {@code ;}, each the first by {@code |} that
 * has somebody who was not told before; a rung where nobody is left is passed over, so nobody is told twice and it ends.
 */
final class EscalationPolicy {
    private static final String STAND_IN = "STAND_IN";

    /**
     * A rung that was reached.
     *
     * @param told who hears of it; empty when nobody was left
     * @param top whether no rung is above it
     */
    record EscalationStep(int level, List<PostAssignment> told, boolean top) {}

    private final Map<String, TreeMap<Integer, String>> rungs = new HashMap<>();

    static EscalationPolicy bundled() {
        return new EscalationPolicy(ResponseTable.rows("escalation.csv"));
    }

    EscalationPolicy(List<NamedCsvRecord> rows) {
        for (NamedCsvRecord row : rows) {
            String posts = row.getField("posts");
            for (String kind : posts.split("[;|]")) if (!kind.equals(STAND_IN)) PostKind.valueOf(kind);
            rungs.computeIfAbsent(row.getField("dimension") + " " + row.getField("step"), k -> new TreeMap<>())
                    .put(Integer.parseInt(row.getField("level")), posts);
        }
    }

    /**
     * The next rung above a level.
     *
     * @param ownerPost the post that owns the alert
     * @param areaPath of the enterprise
     * @param known who was told already
     */
    EscalationStep next(
            String dimension,
            String step,
            int level,
            UUID ownerPost,
            String areaPath,
            Set<String> known,
            PostDirectory posts,
            Instant at) {
        TreeMap<Integer, String> above = rungs.getOrDefault(dimension + " " + step, new TreeMap<>());
        int reached = level;
        for (var rung : above.tailMap(level, false).entrySet()) {
            reached = rung.getKey();
            List<PostAssignment> told = told(rung.getValue(), ownerPost, areaPath, known, posts, at);
            if (!told.isEmpty()) return new EscalationStep(reached, told, above.higherKey(reached) == null);
        }
        return new EscalationStep(reached, List.of(), true);
    }

    private static List<PostAssignment> told(
            String rung, UUID ownerPost, String areaPath, Set<String> known, PostDirectory posts, Instant at) {
        Set<String> heard = new LinkedHashSet<>(known);
        List<PostAssignment> told = new ArrayList<>();
        for (String alternatives : rung.split(";")) {
            for (String kind : alternatives.split("\\|")) {
                Optional<PostAssignment> found = kind.equals(STAND_IN)
                        ? posts.findOther(ownerPost, heard, at)
                        : upwards(PostKind.valueOf(kind), areaPath, heard, posts, at);
                if (found.isEmpty()) continue;
                heard.add(found.get().username().orElseThrow());
                told.add(found.get());
                break;
            }
        }
        return told;
    }

    /** The nearest post of a kind where somebody is who was not told, from the area up to the whole. */
    private static Optional<PostAssignment> upwards(
            PostKind kind, String areaPath, Set<String> known, PostDirectory posts, Instant at) {
        String path = areaPath;
        while (true) {
            Optional<PostAssignment> nearest = posts.findNearest(kind, path, at);
            if (nearest.isEmpty()) return nearest;
            Optional<PostAssignment> there = posts.findOther(nearest.get().postId(), known, at);
            if (there.isPresent() || nearest.get().areaPath().isEmpty()) return there;
            path = PostDirectory.parent(nearest.get().areaPath());
        }
    }
}

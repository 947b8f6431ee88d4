package org.fengqiao.response.escalation;

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
 * Who hears of a missed clock, level by level: pure. A level names posts separated by {@code ;}, each the first by {@code |}
 * that has somebody who was not notified before; a level where nobody is left is skipped, so nobody is notified twice.
 */
final class EscalationPolicy {
    private static final String STAND_IN = "STAND_IN";

    /**
     * A level that was reached.
     *
     * @param recipients who hears of it; empty when nobody was left
     * @param isLast whether no level is above it
     */
    record EscalationStep(int level, List<PostAssignment> recipients, boolean isLast) {}

    private final Map<String, TreeMap<Integer, String>> levels = new HashMap<>();

    static EscalationPolicy bundled() {
        return new EscalationPolicy(ResponseTable.rows("escalation.csv"));
    }

    EscalationPolicy(List<NamedCsvRecord> rows) {
        for (NamedCsvRecord row : rows) {
            String posts = row.getField("posts");
            for (String kind : posts.split("[;|]")) if (!kind.equals(STAND_IN)) PostKind.valueOf(kind);
            levels.computeIfAbsent(row.getField("dimension") + " " + row.getField("step"), k -> new TreeMap<>())
                    .put(Integer.parseInt(row.getField("level")), posts);
        }
    }

    /**
     * The next level above one.
     *
     * @param ownerPost the post that owns the alert
     * @param areaPath of the enterprise
     * @param known who was notified already
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
        TreeMap<Integer, String> above = levels.getOrDefault(dimension + " " + step, new TreeMap<>());
        int reached = level;
        for (var entry : above.tailMap(level, false).entrySet()) {
            reached = entry.getKey();
            List<PostAssignment> recipients = recipients(entry.getValue(), ownerPost, areaPath, known, posts, at);
            if (!recipients.isEmpty()) return new EscalationStep(reached, recipients, above.higherKey(reached) == null);
        }
        return new EscalationStep(reached, List.of(), true);
    }

    private static List<PostAssignment> recipients(
            String level, UUID ownerPost, String areaPath, Set<String> known, PostDirectory posts, Instant at) {
        Set<String> notified = new LinkedHashSet<>(known);
        List<PostAssignment> recipients = new ArrayList<>();
        for (String alternatives : level.split(";")) {
            for (String kind : alternatives.split("\\|")) {
                Optional<PostAssignment> found = kind.equals(STAND_IN)
                        ? posts.findOther(ownerPost, notified, at)
                        : upwards(PostKind.valueOf(kind), areaPath, notified, posts, at);
                if (found.isEmpty()) continue;
                notified.add(found.get().username().orElseThrow());
                recipients.add(found.get());
                break;
            }
        }
        return recipients;
    }

    /** The nearest post of a kind with somebody who was not notified, from the area upwards. */
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

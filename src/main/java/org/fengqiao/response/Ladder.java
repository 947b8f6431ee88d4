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
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostKind;

/**
 * Who hears of a missed clock, level after level: pure. A rung names posts by {@code ;}, each the first by {@code |} that
 * has somebody who was not told before; a rung where nobody is left is passed over, so nobody is told twice and it ends.
 */
final class Ladder {
    private static final String STAND_IN = "STAND_IN";

    /**
     * A rung that was reached.
     *
     * @param told who hears of it; empty when nobody was left
     * @param top whether no rung is above it
     */
    record Climbed(int level, List<Holder> told, boolean top) {}

    private final Map<String, TreeMap<Integer, String>> rungs = new HashMap<>();

    static Ladder shipped() {
        return new Ladder(ResponseTable.rows("escalation.csv"));
    }

    Ladder(List<NamedCsvRecord> rows) {
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
    Climbed climb(
            String dimension,
            String step,
            int level,
            UUID ownerPost,
            String areaPath,
            Set<String> known,
            PostBook posts,
            Instant at) {
        TreeMap<Integer, String> above = rungs.getOrDefault(dimension + " " + step, new TreeMap<>());
        int reached = level;
        for (var rung : above.tailMap(level, false).entrySet()) {
            reached = rung.getKey();
            List<Holder> told = told(rung.getValue(), ownerPost, areaPath, known, posts, at);
            if (!told.isEmpty()) return new Climbed(reached, told, above.higherKey(reached) == null);
        }
        return new Climbed(reached, List.of(), true);
    }

    private static List<Holder> told(
            String rung, UUID ownerPost, String areaPath, Set<String> known, PostBook posts, Instant at) {
        Set<String> heard = new LinkedHashSet<>(known);
        List<Holder> told = new ArrayList<>();
        for (String alternatives : rung.split(";")) {
            for (String kind : alternatives.split("\\|")) {
                Optional<Holder> found = kind.equals(STAND_IN)
                        ? posts.besides(ownerPost, heard, at)
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
    private static Optional<Holder> upwards(
            PostKind kind, String areaPath, Set<String> known, PostBook posts, Instant at) {
        String path = areaPath;
        while (true) {
            Optional<Holder> nearest = posts.find(kind, path, at);
            if (nearest.isEmpty()) return nearest;
            Optional<Holder> there = posts.besides(nearest.get().postId(), known, at);
            if (there.isPresent() || nearest.get().areaPath().isEmpty()) return there;
            path = PostBook.parent(nearest.get().areaPath());
        }
    }
}

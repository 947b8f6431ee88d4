package org.fengqiao.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.registry.Holder.Standing;

/** All posts and who holds them, loaded once for a pass and never changing. */
public final class PostBook {

    /** A post with everybody who ever held it. */
    public record Post(UUID id, PostKind kind, Text name, String areaCode, String areaPath, List<Holding> holdings) {}

    /** From when until when somebody held a post or stood in for its holder. */
    public record Holding(String username, boolean standIn, Instant from, Instant to) {
        boolean at(Instant moment) {
            return !moment.isBefore(from) && (to == null || moment.isBefore(to));
        }
    }

    private final Map<PostKind, Map<String, List<Post>>> posts = new EnumMap<>(PostKind.class);

    public PostBook(List<Post> all) {
        all.stream()
                .sorted(Comparator.comparing((Post post) -> post.name().zh()).thenComparing(Post::id))
                .forEach(post -> posts.computeIfAbsent(post.kind(), k -> new HashMap<>())
                        .computeIfAbsent(post.areaPath(), p -> new java.util.ArrayList<>())
                        .add(post));
    }

    /** The nearest post of a kind, going up from this area to the whole; empty when there is none on the way. */
    public Optional<Holder> find(PostKind kind, String areaPath, Instant at) {
        Map<String, List<Post>> ofKind = posts.getOrDefault(kind, Map.of());
        String path = areaPath;
        while (true) {
            List<Post> here = ofKind.get(path);
            if (here != null) {
                return Optional.of(bestOf(here, at));
            }
            if (path.isEmpty()) {
                return Optional.empty();
            }
            path = parent(path);
        }
    }

    /** The desk that takes what nobody else can: the nearest where somebody is, else the one at the root. */
    public Holder dutyDesk(String areaPath, Instant at) {
        String path = areaPath;
        while (true) {
            Holder desk = find(PostKind.LABOUR_DUTY_DESK, path, at)
                    .orElseThrow(() -> new IllegalStateException("the registry has no duty desk at the root area"));
            if (desk.standing() != Standing.VACANT || desk.areaPath().isEmpty()) {
                return desk;
            }
            path = parent(desk.areaPath());
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.', path.length() - 2) + 1);
    }

    /** Several information officers may share an area: the first by name who is there. */
    private static Holder bestOf(List<Post> here, Instant at) {
        return here.stream()
                .map(post -> holder(post, at))
                .min(Comparator.comparing(Holder::standing))
                .orElseThrow();
    }

    private static Holder holder(Post post, Instant at) {
        Optional<Holding> now = post.holdings().stream()
                .filter(holding -> holding.at(at))
                .min(Comparator.comparing(Holding::standIn)
                        .thenComparing(Comparator.comparing(Holding::from).reversed())
                        .thenComparing(Holding::username));
        Standing standing =
                now.map(h -> h.standIn() ? Standing.STAND_IN : Standing.HOLDER).orElse(Standing.VACANT);
        return new Holder(
                post.id(),
                post.kind(),
                post.name(),
                post.areaCode(),
                post.areaPath(),
                standing,
                now.map(Holding::username));
    }
}

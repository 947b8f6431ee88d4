package org.fengqiao.registry.post;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostAssignment.Occupancy;

/** An immutable snapshot of all posts and who answers for them. */
public final class PostDirectory {

    /** A post with everybody who ever held it. */
    public record Post(
            UUID id, PostKind kind, BilingualText name, String areaCode, String areaPath, List<Holding> holdings) {}

    /** A period in which somebody held a post or stood in for its holder. */
    public record Holding(String username, boolean standIn, Instant from, Instant to) {
        boolean at(Instant moment) {
            return !moment.isBefore(from) && (to == null || moment.isBefore(to));
        }
    }

    /** A period in which somebody is away, and who covers for them. */
    public record AbsencePeriod(String username, Instant from, Instant to, Optional<String> coveredBy) {
        boolean at(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** A period in which somebody is on duty at a post. */
    public record Shift(UUID postId, String username, Instant from, Instant to) {
        boolean at(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    private final Map<PostKind, Map<String, List<Post>>> posts = new EnumMap<>(PostKind.class);
    private final Map<UUID, Post> byId = new HashMap<>();
    private final Map<String, List<AbsencePeriod>> absences = new HashMap<>();
    private final Map<UUID, List<Shift>> rosters = new HashMap<>();

    public PostDirectory(List<Post> all) {
        this(all, List.of(), List.of());
    }

    public PostDirectory(List<Post> all, List<AbsencePeriod> away, List<Shift> shifts) {
        away.forEach(absence -> absences.computeIfAbsent(absence.username(), u -> new ArrayList<>())
                .add(absence));
        shifts.forEach(shift ->
                rosters.computeIfAbsent(shift.postId(), p -> new ArrayList<>()).add(shift));
        all.forEach(post -> byId.put(post.id(), post));
        all.stream()
                .sorted(Comparator.comparing((Post post) -> post.name().zh()).thenComparing(Post::id))
                .forEach(post -> posts.computeIfAbsent(post.kind(), k -> new HashMap<>())
                        .computeIfAbsent(post.areaPath(), p -> new ArrayList<>())
                        .add(post));
    }

    /** The nearest post of a kind, going up from this area to the root; empty if there is none on the way. */
    public Optional<PostAssignment> findNearest(PostKind kind, String areaPath, Instant at) {
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

    /** The duty desk that receives what nobody else can: the nearest that is staffed, else the one at the root. */
    public PostAssignment dutyDesk(String areaPath, Instant at) {
        String path = areaPath;
        while (true) {
            PostAssignment desk = findNearest(PostKind.LABOUR_DUTY_DESK, path, at)
                    .orElseThrow(() -> new IllegalStateException("the registry has no duty desk at the root area"));
            if (desk.occupancy() != Occupancy.VACANT || desk.areaPath().isEmpty()) {
                return desk;
            }
            path = parent(desk.areaPath());
        }
    }

    /** The area above another; empty above the city. */
    public static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.', path.length() - 2) + 1);
    }

    /** Several information officers may share an area: the first by name who is present. */
    private PostAssignment bestOf(List<Post> here, Instant at) {
        return here.stream()
                .map(post -> assignment(post, at))
                .min(Comparator.comparing(PostAssignment::occupancy))
                .orElseThrow();
    }

    /** Whether somebody is away at a moment. */
    public boolean isAway(String username, Instant at) {
        return absence(username, at).isPresent();
    }

    /** Who answers for a post at a moment; empty for an unknown post. */
    public Optional<PostAssignment> assignmentOf(UUID post, Instant at) {
        return Optional.ofNullable(byId.get(post)).map(found -> assignment(found, at));
    }

    /** The posts that somebody can answer for at a moment. */
    public Set<UUID> answeredBy(String username, Instant at) {
        return byId.keySet().stream()
                .filter(post -> answersFor(post, username, at))
                .collect(Collectors.toSet());
    }

    /** The first person who could answer for a post besides those already notified; empty if there is nobody. */
    public Optional<PostAssignment> findOther(UUID post, Set<String> notified, Instant at) {
        Post found = byId.get(post);
        if (found == null) return Optional.empty();
        return answering(found, at).entrySet().stream()
                .filter(person -> !notified.contains(person.getKey()))
                .findFirst()
                .map(person -> assignment(found, person.getValue(), Optional.of(person.getKey())));
    }

    /** Whether somebody is among those who answer for a post at a moment. */
    public boolean answersFor(UUID post, String username, Instant at) {
        return Optional.ofNullable(byId.get(post))
                .filter(found -> answering(found, at).containsKey(username))
                .isPresent();
    }

    /** All posts, in no order. */
    public Collection<Post> posts() {
        return byId.values();
    }

    /** Everybody who could answer for a post, in the order in which they are asked. */
    public List<PostAssignment> candidates(UUID post, Instant at) {
        Post found = byId.get(post);
        if (found == null) return List.of();
        return answering(found, at).entrySet().stream()
                .map(person -> assignment(found, person.getValue(), Optional.of(person.getKey())))
                .toList();
    }

    /** Holders of a post who are away now and were already at an earlier moment. */
    public List<String> awaySince(UUID post, Instant since, Instant at) {
        Post found = byId.get(post);
        if (found == null) return List.of();
        return holdings(found, false, at).stream()
                .filter(username -> absence(username, at)
                        .filter(absence -> absence.from().isBefore(since))
                        .isPresent())
                .toList();
    }

    private PostAssignment assignment(Post post, Instant at) {
        return answering(post, at).entrySet().stream()
                .findFirst()
                .map(person -> assignment(post, person.getValue(), Optional.of(person.getKey())))
                .orElseGet(() -> assignment(post, Occupancy.VACANT, Optional.empty()));
    }

    private static PostAssignment assignment(Post post, Occupancy occupancy, Optional<String> username) {
        return new PostAssignment(
                post.id(), post.kind(), post.name(), post.areaCode(), post.areaPath(), occupancy, username);
    }

    /** Everybody present, in order: on duty, the holder, whoever covers for one of these, the stand-in for the post. */
    private Map<String, Occupancy> answering(Post post, Instant at) {
        List<String> regular = new ArrayList<>();
        rosters.getOrDefault(post.id(), List.of()).stream()
                .filter(shift -> shift.at(at))
                .sorted(Comparator.comparing(Shift::from).reversed().thenComparing(Shift::username))
                .forEach(shift -> regular.add(shift.username()));
        holdings(post, false, at).forEach(regular::add);
        Map<String, Occupancy> present = new LinkedHashMap<>();
        for (String username : regular) {
            if (!isAway(username, at)) present.putIfAbsent(username, Occupancy.HOLDER);
        }
        for (String username : regular) {
            absence(username, at)
                    .flatMap(AbsencePeriod::coveredBy)
                    .filter(cover -> !isAway(cover, at))
                    .ifPresent(cover -> present.putIfAbsent(cover, Occupancy.STAND_IN));
        }
        for (String username : holdings(post, true, at)) {
            if (!isAway(username, at)) present.putIfAbsent(username, Occupancy.STAND_IN);
        }
        return present;
    }

    private static List<String> holdings(Post post, boolean standIn, Instant at) {
        return post.holdings().stream()
                .filter(holding -> holding.standIn() == standIn && holding.at(at))
                .sorted(Comparator.comparing(Holding::from).reversed().thenComparing(Holding::username))
                .map(Holding::username)
                .toList();
    }

    private Optional<AbsencePeriod> absence(String username, Instant at) {
        return absences.getOrDefault(username, List.of()).stream()
                .filter(absence -> absence.at(at))
                .max(Comparator.comparing(AbsencePeriod::from));
    }
}

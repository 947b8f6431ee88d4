package org.fengqiao.notification.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.routing.Supervisors;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;

/** Who can be told, and who is told instead of somebody who cannot. */
@ApplicationScoped
public class Reachability {
    /** From a post over its supervisors to the top of the city there are fewer. */
    private static final int MOST_LEVELS = 4;

    private final DataSource database;
    private final Contacts contacts;
    private final Duration awayLimit;

    Reachability(
            DataSource database,
            Contacts contacts,
            @ConfigProperty(name = "fengqiao.delivery.away-limit") Duration awayLimit) {
        this.database = database;
        this.contacts = contacts;
        this.awayLimit = awayLimit;
    }

    /** What keeps a person from being told and acting for a post, or from being told at all where the post is null. */
    public Optional<Obstacle> obstacle(String username, PostKind kind, String postPath, Instant at) {
        return Transactions.inTransaction(database, connection -> {
            Contact contact = contacts.of(connection, List.of(username)).get(username);
            return kind == null ? contact.obstacle(at, awayLimit) : contact.obstacle(kind, postPath, at, awayLimit);
        });
    }

    /** The next who can be told and can act. The order is that of {@link #chain}. */
    public Optional<PostAssignment> next(PostDirectory directory, UUID post, Set<String> tried, Instant at) {
        List<PostAssignment> chain = chain(directory, post, at).stream()
                .filter(candidate -> !tried.contains(candidate.username().orElseThrow()))
                .toList();
        return Transactions.inTransaction(
                database, connection -> firstReachable(contacts(connection, chain), chain, at));
    }

    Optional<PostAssignment> firstReachable(Map<String, Contact> known, List<PostAssignment> chain, Instant at) {
        return chain.stream()
                .filter(candidate -> obstacle(known, candidate, at)
                        .filter(Obstacle::isBlocking)
                        .isEmpty())
                .findFirst();
    }

    Optional<Obstacle> obstacle(Map<String, Contact> known, PostAssignment candidate, Instant at) {
        return known.get(candidate.username().orElseThrow())
                .obstacle(candidate.kind(), candidate.areaPath(), at, awayLimit);
    }

    Map<String, Contact> contacts(Connection connection, Collection<PostAssignment> people) throws SQLException {
        return contacts.of(connection, usernames(people));
    }

    Duration awayLimit() {
        return awayLimit;
    }

    private static Set<String> usernames(Collection<PostAssignment> people) {
        Set<String> usernames = new LinkedHashSet<>();
        people.forEach(person -> person.username().ifPresent(usernames::add));
        return usernames;
    }

    /**
     * Everybody who could be told for a post, in order: whoever answers for it, then the duty desks from here upwards, then
     * the posts above; for care the care teams and nobody else.
     */
    static List<PostAssignment> chain(PostDirectory directory, UUID post, Instant at) {
        Optional<PostAssignment> start = directory.assignmentOf(post, at);
        if (start.isEmpty()) return List.of();
        Map<UUID, PostAssignment> posts = new LinkedHashMap<>();
        posts.put(post, start.get());
        boolean care = start.get().kind() == PostKind.CARE_TEAM;
        upwards(
                        directory,
                        care ? PostKind.CARE_TEAM : PostKind.LABOUR_DUTY_DESK,
                        start.get().areaPath(),
                        at)
                .forEach(desk -> posts.putIfAbsent(desk.postId(), desk));
        PostAssignment current = start.get();
        for (int level = 0; !care && level < MOST_LEVELS; level++) {
            current = Supervisors.of(directory, Dimension.LABOUR, current, current.areaPath(), at);
            posts.putIfAbsent(current.postId(), current);
        }
        List<PostAssignment> people = new ArrayList<>();
        posts.keySet().forEach(each -> people.addAll(directory.candidates(each, at)));
        return people;
    }

    /** The posts of a kind from an area to the root. */
    private static List<PostAssignment> upwards(PostDirectory directory, PostKind kind, String areaPath, Instant at) {
        List<PostAssignment> found = new ArrayList<>();
        String path = areaPath;
        for (Optional<PostAssignment> nearest = directory.findNearest(kind, path, at); nearest.isPresent(); ) {
            found.add(nearest.get());
            if (nearest.get().areaPath().isEmpty()) break;
            path = PostDirectory.parent(nearest.get().areaPath());
            nearest = directory.findNearest(kind, path, at);
        }
        return found;
    }
}

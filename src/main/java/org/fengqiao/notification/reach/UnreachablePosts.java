package org.fengqiao.notification.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostDirectory.Post;
import org.fengqiao.registry.post.PostStore;

/** The posts of which somebody cannot be told today, why, and who is told instead. */
@ApplicationScoped
public class UnreachablePosts {
    private final DataSource database;
    private final PostStore posts;
    private final Reachability reachability;

    UnreachablePosts(DataSource database, PostStore posts, Reachability reachability) {
        this.database = database;
        this.posts = posts;
        this.reachability = reachability;
    }

    /** Somebody who cannot be told, with a sentence about it that says what to do. */
    public record UnreachablePerson(String username, Obstacle obstacle, BilingualText text) {}

    /**
     * A post with somebody who cannot be told.
     *
     * @param people empty when nobody holds the post
     * @param instead who is told now; empty when nobody can be
     */
    public record UnreachablePost(
            UUID id,
            String kind,
            BilingualText name,
            String areaCode,
            String areaPath,
            List<UnreachablePerson> people,
            Optional<String> instead) {
        /** One sentence: who cannot be told, what to do, and who is told instead. */
        public BilingualText text() {
            String zh = "无人任职，请任命持岗人或代理人";
            String en = "nobody holds it; appoint a holder or a stand-in";
            if (!people.isEmpty()) {
                zh = String.join(
                        "；", people.stream().map(person -> person.text().zh()).toList());
                en = String.join(
                        "; ", people.stream().map(person -> person.text().en()).toList());
            }
            return new BilingualText(
                    name.zh() + "：" + zh + "。"
                            + instead.map(other -> "通知现由 " + other + " 接收。").orElse("通知现在无人可收。"),
                    name.en() + ": " + en + ". "
                            + instead.map(other -> "Notices go to " + other + " now.")
                                    .orElse("Nobody can receive its notices now."));
        }
    }

    /** Those of an area, from the city down. */
    public List<UnreachablePost> within(String areaPath, Instant at) {
        return Transactions.inTransaction(database, connection -> find(connection, areaPath, at));
    }

    List<UnreachablePost> find(Connection connection, String areaPath, Instant at) throws SQLException {
        PostDirectory directory = posts.directory(connection);
        // Of the whole city: who is told instead can be above the area.
        List<PostAssignment> everybody = directory.posts().stream()
                .flatMap(post -> directory.candidates(post.id(), at).stream())
                .toList();
        Map<String, Contact> known = reachability.contacts(connection, everybody);
        List<UnreachablePost> found = new ArrayList<>();
        directory.posts().stream()
                .filter(post -> post.areaPath().startsWith(areaPath))
                .sorted(Comparator.comparing(Post::areaPath)
                        .thenComparing(post -> post.name().zh())
                        .thenComparing(Post::id))
                .forEach(post -> look(directory, post, known, at).ifPresent(found::add));
        return found;
    }

    /** Empty when everybody of the post can be told. */
    private Optional<UnreachablePost> look(PostDirectory directory, Post post, Map<String, Contact> known, Instant at) {
        List<PostAssignment> candidates = directory.candidates(post.id(), at);
        List<UnreachablePerson> people = people(directory, post, candidates, known, at);
        if (people.isEmpty() && !candidates.isEmpty()) return Optional.empty();
        Optional<String> instead = reachability
                .firstReachable(known, Reachability.chain(directory, post.id(), at), at)
                .flatMap(PostAssignment::username)
                .map(username -> known.get(username).label());
        return Optional.of(new UnreachablePost(
                post.id(), post.kind().name(), post.name(), post.areaCode(), post.areaPath(), people, instead));
    }

    private List<UnreachablePerson> people(
            PostDirectory directory,
            Post post,
            List<PostAssignment> candidates,
            Map<String, Contact> known,
            Instant at) {
        List<UnreachablePerson> people = new ArrayList<>();
        for (PostAssignment candidate : candidates) {
            String username = candidate.username().orElseThrow();
            reachability
                    .obstacle(known, candidate, at)
                    .ifPresent(obstacle ->
                            people.add(person(username, known.get(username).label(), obstacle, post)));
        }
        directory
                .awaySince(post.id(), at.minus(reachability.awayLimit()), at)
                .forEach(username -> people.add(person(username, username, Obstacle.AWAY_TOO_LONG, post)));
        return people;
    }

    private static UnreachablePerson person(String username, String label, Obstacle obstacle, Post post) {
        BilingualText text = obstacle.text(post.kind(), post.areaCode());
        return new UnreachablePerson(
                username, obstacle, new BilingualText(label + " " + text.zh(), label + " " + text.en()));
    }
}

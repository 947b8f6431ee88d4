package org.fengqiao.alerting.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/**
 * The names of the people, posts and silences that entries of a history refer to.
 *
 * @param people by their user names
 */
record HistoryNames(
        Map<String, BilingualText> people, Map<UUID, BilingualText> posts, Map<UUID, NamedSilence> silences) {
    /** Arguments that hold a user name, a post, several posts or a silence. */
    private static final Set<String> PEOPLE = Set.of("person", "closedBy", "checkedBy");

    private static final String POST = "post";
    private static final String POSTS = "copies";
    private static final String SILENCE = "silence";

    private static final String READ_PEOPLE = "select username, display_name from account where username = any(?)";
    private static final String READ_POSTS = """
            select p.id, p.zh, p.en, a.zh as area_zh, a.en as area_en from post p
            left join area a on a.code = p.area_code and a.valid_to is null where p.id = any(?)""";
    private static final String READ_SILENCES = """
            select s.id, s.reason, s.author, a.display_name from silence s left join account a on a.username = s.author
            where s.id = any(?)""";

    /** Who made a silence, and why. */
    record NamedSilence(BilingualText author, String reason) {}

    /** Those of all entries at once. */
    static HistoryNames read(Connection connection, Collection<AlertHistoryEntry> entries) throws SQLException {
        Set<String> people = new HashSet<>();
        Set<UUID> posts = new HashSet<>();
        Set<UUID> silences = new HashSet<>();
        for (AlertHistoryEntry entry : entries) {
            if (entry.actor() != null) people.add(entry.actor());
            Map<String, Object> arguments = entry.arguments();
            PEOPLE.stream().filter(arguments::containsKey).forEach(name -> people.add((String) arguments.get(name)));
            if (arguments.containsKey(POST)) posts.add(id(arguments.get(POST)));
            ((List<?>) arguments.getOrDefault(POSTS, List.of())).forEach(post -> posts.add(id(post)));
            if (arguments.containsKey(SILENCE)) silences.add(id(arguments.get(SILENCE)));
        }
        return new HistoryNames(
                people.isEmpty() ? Map.of() : people(connection, people),
                posts.isEmpty() ? Map.of() : posts(connection, posts),
                silences.isEmpty() ? Map.of() : silences(connection, silences));
    }

    private static UUID id(Object text) {
        return UUID.fromString((String) text);
    }

    private static Map<String, BilingualText> people(Connection connection, Set<String> usernames) throws SQLException {
        Parameter wanted = Parameter.array("text", List.copyOf(usernames), name -> name);
        return new SqlStatement<>(READ_PEOPLE, HistoryNames::people, wanted).execute(connection);
    }

    private static Map<String, BilingualText> people(ResultSet rows) throws SQLException {
        Map<String, BilingualText> people = new HashMap<>();
        while (rows.next()) people.put(rows.getString(1), same(rows.getString(2)));
        return people;
    }

    private static Map<UUID, BilingualText> posts(Connection connection, Set<UUID> ids) throws SQLException {
        return new SqlStatement<>(READ_POSTS, HistoryNames::posts, Parameter.uuids(ids)).execute(connection);
    }

    private static Map<UUID, BilingualText> posts(ResultSet rows) throws SQLException {
        Map<UUID, BilingualText> posts = new HashMap<>();
        while (rows.next()) {
            posts.put(
                    rows.getObject("id", UUID.class),
                    new BilingualText(
                            inArea(rows.getString("zh"), rows.getString("area_zh"), BilingualText::zh),
                            inArea(rows.getString("en"), rows.getString("area_en"), BilingualText::en)));
        }
        return posts;
    }

    /** The name of a post, with its area unless the name has it. */
    private static String inArea(String post, String area, Function<BilingualText, String> language) {
        if (area == null || post.contains(area)) return post;
        return language.apply(Messages.text("post.inArea", Map.of("post", post, "area", area)));
    }

    private static Map<UUID, NamedSilence> silences(Connection connection, Set<UUID> ids) throws SQLException {
        return new SqlStatement<>(READ_SILENCES, HistoryNames::silences, Parameter.uuids(ids)).execute(connection);
    }

    private static Map<UUID, NamedSilence> silences(ResultSet rows) throws SQLException {
        Map<UUID, NamedSilence> silences = new HashMap<>();
        while (rows.next()) {
            String name = rows.getString("display_name");
            silences.put(
                    rows.getObject("id", UUID.class),
                    new NamedSilence(same(name == null ? rows.getString("author") : name), rows.getString("reason")));
        }
        return silences;
    }

    /** Of somebody signed in by another provider only the user name is known. */
    BilingualText person(String username) {
        return people.getOrDefault(username, same(username));
    }

    /** Null for a post that is gone. */
    BilingualText post(Object id) {
        return posts.get(id(id));
    }

    NamedSilence silence(Object id) {
        return silences.get(id(id));
    }

    private static BilingualText same(String text) {
        return new BilingualText(text, text);
    }
}

package org.fengqiao.registry.post;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;

/** Reads all posts, holdings, absences and shifts in one round trip. */
final class PostDirectoryReader {
    private static final SqlStatement<List<PostDirectory.Post>> POSTS =
            new SqlStatement<>("""
            select p.*, h.username, h.stand_in, h.valid_from, h.valid_to
            from post p left join post_holding h on h.post_id = p.id order by p.id, h.valid_from""", PostDirectoryReader::posts);

    private static final SqlStatement<List<PostDirectory.Shift>> SHIFTS =
            SqlStatement.list("select * from duty_shift", PostDirectoryReader::shift);

    private PostDirectoryReader() {}

    static PostDirectory read(Connection connection) throws SQLException {
        StatementBatch batch = new StatementBatch();
        Supplier<List<PostDirectory.Post>> posts = batch.add(POSTS);
        Supplier<List<PostDirectory.AbsencePeriod>> absences = batch.add(AbsenceQueries.ALL);
        Supplier<List<PostDirectory.Shift>> shifts = batch.add(SHIFTS);
        batch.execute(connection);
        return new PostDirectory(posts.get(), absences.get(), shifts.get());
    }

    private static List<PostDirectory.Post> posts(ResultSet rows) throws SQLException {
        Map<UUID, PostDirectory.Post> posts = new LinkedHashMap<>();
        while (rows.next()) {
            UUID id = rows.getObject("id", UUID.class);
            PostDirectory.Post post = posts.get(id);
            if (post == null) {
                post = new PostDirectory.Post(
                        id,
                        PostKind.valueOf(rows.getString("kind")),
                        new BilingualText(rows.getString("zh"), rows.getString("en")),
                        rows.getString("area_code"),
                        rows.getString("area_path"),
                        new ArrayList<>());
                posts.put(id, post);
            }
            if (rows.getString("username") != null) {
                post.holdings()
                        .add(new PostDirectory.Holding(
                                rows.getString("username"),
                                rows.getBoolean("stand_in"),
                                Jdbc.instant(rows, "valid_from"),
                                Jdbc.instant(rows, "valid_to")));
            }
        }
        return List.copyOf(posts.values());
    }

    private static PostDirectory.Shift shift(ResultSet row) throws SQLException {
        return new PostDirectory.Shift(
                row.getObject("post_id", UUID.class),
                row.getString("username"),
                Jdbc.instant(row, "duty_from"),
                Jdbc.instant(row, "duty_to"));
    }
}

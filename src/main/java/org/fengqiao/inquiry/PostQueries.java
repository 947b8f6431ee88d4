package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostKind;

/** Posts and who acts for them now: the holder before a stand-in, as in routing. */
@ApplicationScoped
public class PostQueries {
    /** More posts than anybody holds. */
    private static final int MAX_HELD = 200;

    private static final String VALID_NOW = "valid_from <= ? and (valid_to is null or valid_to > ?)";
    private static final String SELECT = "select p.*, " + AreaRef.columns("p.area_path")
            + ", h.username, h.stand_in, coalesce(a.display_name, h.username) as display_name from post p"
            + " left join lateral (select username, stand_in from post_holding where post_id = p.id and " + VALID_NOW
            + " order by stand_in, valid_from desc, username limit 1) h on true"
            + " left join account a on a.username = h.username where true";

    private final DataSource database;
    private final InstantSource clock;

    PostQueries(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public CursorPage<PostSummary> list(List<String> areaPaths, PostKind kind, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        SqlQuery query = select().addIf(kind != null, " and p.kind = ?", kind == null ? null : kind.name());
        areaPaths.forEach(path -> query.inArea("p.area_path", path));
        if (after != null) query.add(" and (p.area_path, p.id) > (?, ?)", after.text(0), after.id(1));
        List<PostSummary> found =
                query.add(" order by p.area_path, p.id limit ?", limit + 1).list(database, PostQueries::post);
        return CursorPage.of(found, limit, post -> Cursor.of(post.area().path(), post.id()));
    }

    public Optional<PostSummary> find(UUID id) {
        return select().add(" and p.id = ?", id).first(database, PostQueries::post);
    }

    /** The posts that a user holds or stands in for now. */
    public List<PostSummary> heldBy(String username) {
        Instant now = clock.instant();
        return select().add(
                        " and p.id in (select post_id from post_holding where username = ? and " + VALID_NOW + ")",
                        username,
                        now,
                        now)
                .add(" order by p.area_path, p.id limit ?", MAX_HELD)
                .list(database, PostQueries::post);
    }

    private SqlQuery select() {
        Instant now = clock.instant();
        return new SqlQuery(SELECT, now, now);
    }

    private static PostSummary post(ResultSet rows) throws SQLException {
        String username = rows.getString("username");
        return new PostSummary(
                rows.getObject("id", UUID.class),
                rows.getString("kind"),
                new BilingualText(rows.getString("zh"), rows.getString("en")),
                rows.getString("area_code"),
                AreaRef.read(rows),
                username == null
                        ? null
                        : new PostSummary.PostHolder(
                                username, rows.getString("display_name"), rows.getBoolean("stand_in")));
    }
}

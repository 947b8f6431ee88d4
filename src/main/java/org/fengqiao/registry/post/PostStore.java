package org.fengqiao.registry.post;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.StrictCsv;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.area.AreaStore;

/** Posts and holdings; both are added to and ended, never removed. */
@Singleton
public class PostStore {
    private static final Instant ALWAYS =
            AreaStore.ALWAYS.atStartOfDay(Time.CITY).toInstant();

    private static final String ADD_POST =
            "insert into post (id, kind, area_code, area_path, zh, en) values (?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do update set area_path = excluded.area_path, zh = excluded.zh, en = excluded.en";
    private static final String ADD_HOLDING = """
            insert into post_holding (id, post_id, username, stand_in, valid_from, valid_to) values (?, ?, ?, ?, ?, ?)
            on conflict (post_id, username, stand_in, valid_from) do update set valid_to = excluded.valid_to""";
    private static final String READ = """
            select p.*, h.username, h.stand_in, h.valid_from, h.valid_to
            from post p left join post_holding h on h.post_id = p.id order by p.id, h.valid_from""";

    private final DataSource source;
    private final AreaStore areas;
    private final Ids ids;
    private volatile CachedDirectory last;

    public PostStore(DataSource source, AreaStore areas, Ids ids) {
        this.source = source;
        this.areas = areas;
        this.ids = ids;
    }

    /** All posts as they stand. */
    public PostDirectory directory() {
        return Transactions.inTransaction(source, this::directory);
    }

    /** The same in the caller's transaction; read again only when somebody changed them, on whatever node. */
    public PostDirectory directory(Connection connection) throws SQLException {
        UUID version = version(connection);
        CachedDirectory known = last;
        if (known == null || !known.version().equals(version)) {
            known = new CachedDirectory(
                    version, new PostDirectory(readAll(connection), Absences.all(connection), Rosters.all(connection)));
            last = known;
        }
        return known.book();
    }

    private record CachedDirectory(UUID version, PostDirectory book) {}

    private static UUID version(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select version from post_version");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }

    /**
     * Takes in kind,area_code,zh,en,username,stand_in,valid_from,valid_to, all or none; a line without a username makes
     * a vacant post. Gives back the number of lines.
     */
    public int importCsv(InputStream csv, LocalDate today) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "area_code", "zh");
        AreaDirectory known = areas.validOn(today);
        return Transactions.inTransaction(source, connection -> {
            Map<PostKey, UUID> there = named(connection);
            // The last line of a post or a holding counts; each statement changes the version that all nodes look at.
            Map<UUID, PostRow> posts = new LinkedHashMap<>();
            Map<List<Object>, Holding> holdings = new LinkedHashMap<>();
            for (StrictCsv.Row row : rows) {
                PostRow line = line(row, known);
                UUID post = there.computeIfAbsent(line.named(), named -> ids.next());
                posts.put(post, line);
                if (row.optional("username") == null) continue;
                Holding holding = holding(post, row);
                holdings.put(List.of(post, holding.username(), holding.standIn(), holding.from()), holding);
            }
            addPosts(connection, posts);
            addHoldings(connection, holdings.values());
            return rows.size();
        });
    }

    /** What makes a post the same one: an area has one of each kind, but many information officers. */
    private record PostKey(PostKind kind, String areaCode, String zh) {
        static PostKey of(PostKind kind, String areaCode, String zh) {
            return new PostKey(kind, areaCode, kind == PostKind.INFORMATION_OFFICER ? zh : "");
        }
    }

    private record PostRow(PostKind kind, Area area, String zh, String en) {
        PostKey named() {
            return PostKey.of(kind, area.code(), zh);
        }
    }

    private record Holding(UUID post, String username, boolean standIn, Instant from, Instant to) {}

    private static Map<PostKey, UUID> named(Connection connection) throws SQLException {
        Map<PostKey, UUID> named = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select id, kind, area_code, zh from post");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                PostKey post = PostKey.of(PostKind.valueOf(row.getString(2)), row.getString(3), row.getString(4));
                named.put(post, row.getObject(1, UUID.class));
            }
        }
        return named;
    }

    private static PostRow line(StrictCsv.Row row, AreaDirectory known) {
        PostKind kind = row.oneOf("kind", PostKind.class);
        Area area = known.find(row.text("area_code")).orElseThrow(() -> unknownArea(row.optional("area_code")));
        return new PostRow(kind, area, row.text("zh"), row.optional("en") == null ? row.text("zh") : row.text("en"));
    }

    private static Holding holding(UUID post, StrictCsv.Row row) {
        Instant from = row.startOf("valid_from");
        return new Holding(
                post,
                row.text("username"),
                Boolean.parseBoolean(row.optional("stand_in")),
                from == null ? ALWAYS : from,
                row.startOf("valid_to"));
    }

    private static void addPosts(Connection connection, Map<UUID, PostRow> posts) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_POST)) {
            for (var post : posts.entrySet()) {
                PostRow line = post.getValue();
                add.setObject(1, post.getKey());
                add.setString(2, line.kind().name());
                add.setString(3, line.area().code());
                add.setString(4, line.area().path());
                add.setString(5, line.zh());
                add.setString(6, line.en());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private void addHoldings(Connection connection, Collection<Holding> holdings) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_HOLDING)) {
            for (Holding holding : holdings) {
                add.setObject(1, ids.next());
                add.setObject(2, holding.post());
                add.setString(3, holding.username());
                add.setBoolean(4, holding.standIn());
                add.setObject(5, Jdbc.utc(holding.from()));
                add.setObject(6, Jdbc.utc(holding.to()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private static List<PostDirectory.Post> readAll(Connection connection) throws SQLException {
        Map<UUID, PostDirectory.Post> posts = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                PostDirectory.Post post = posts.get(id);
                if (post == null) {
                    post = new PostDirectory.Post(
                            id,
                            PostKind.valueOf(row.getString("kind")),
                            new BilingualText(row.getString("zh"), row.getString("en")),
                            row.getString("area_code"),
                            row.getString("area_path"),
                            new ArrayList<>());
                    posts.put(id, post);
                }
                if (row.getString("username") != null) {
                    post.holdings()
                            .add(new PostDirectory.Holding(
                                    row.getString("username"),
                                    row.getBoolean("stand_in"),
                                    Jdbc.instant(row, "valid_from"),
                                    Jdbc.instant(row, "valid_to")));
                }
            }
        }
        return List.copyOf(posts.values());
    }

    private static ProblemException unknownArea(String code) {
        return ProblemException.invalid(
                "area-unknown",
                "区域 " + code + " 不存在，请先导入区域表",
                "Area " + code + " is unknown; import the list of areas first");
    }
}

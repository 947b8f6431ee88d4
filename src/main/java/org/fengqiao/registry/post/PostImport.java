package org.fengqiao.registry.post;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.StrictCsv;
import org.fengqiao.registry.area.Area;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.area.AreaStore;

/** Imports a list of posts and holders; each statement changes the version that all nodes look at, so there are two. */
final class PostImport {
    private static final Instant ALWAYS =
            AreaStore.ALWAYS.atStartOfDay(Time.CITY).toInstant();

    private static final String UPSERT_POSTS = """
            insert into post (id, kind, area_code, area_path, zh, en)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (id) do update set area_path = excluded.area_path, zh = excluded.zh, en = excluded.en""";

    private static final String UPSERT_HOLDINGS = """
            insert into post_holding (id, post_id, username, stand_in, valid_from, valid_to)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::boolean[], ?::timestamptz[], ?::timestamptz[])
            on conflict (post_id, username, stand_in, valid_from) do update set valid_to = excluded.valid_to""";

    private static final SqlStatement<Map<PostKey, UUID>> KNOWN =
            new SqlStatement<>("select id, kind, area_code, zh from post", PostImport::byKey);

    private final Connection connection;
    private final AreaDirectory areas;
    private final Ids ids;

    PostImport(Connection connection, AreaDirectory areas, Ids ids) {
        this.connection = connection;
        this.areas = areas;
        this.ids = ids;
    }

    /** The identity of a post: an area has one of each kind, but many information officers. */
    private record PostKey(PostKind kind, String areaCode, String zh) {
        static PostKey of(PostKind kind, String areaCode, String zh) {
            return new PostKey(kind, areaCode, kind == PostKind.INFORMATION_OFFICER ? zh : "");
        }
    }

    private record PostRow(PostKind kind, Area area, String zh, String en) {
        PostKey key() {
            return PostKey.of(kind, area.code(), zh);
        }
    }

    private record HoldingKey(UUID post, String username, boolean standIn, Instant from) {}

    int importCsv(InputStream csv) throws SQLException {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "area_code", "zh");
        Map<PostKey, UUID> known = KNOWN.execute(connection);
        // the last line of a post or a holding counts
        Map<UUID, PostRow> posts = new LinkedHashMap<>();
        Map<HoldingKey, Instant> holdings = new LinkedHashMap<>();
        for (StrictCsv.Row row : rows) {
            PostRow line = postRow(row);
            UUID post = known.computeIfAbsent(line.key(), key -> ids.next());
            posts.put(post, line);
            if (row.optional("username") != null) holdings.put(holdingKey(post, row), row.startOf("valid_to"));
        }
        StatementBatch batch = new StatementBatch();
        batch.add(upsertPosts(List.copyOf(posts.entrySet())));
        batch.add(upsertHoldings(holdings));
        batch.execute(connection);
        return rows.size();
    }

    private static Map<PostKey, UUID> byKey(ResultSet rows) throws SQLException {
        Map<PostKey, UUID> byKey = new HashMap<>();
        while (rows.next()) {
            PostKey key = PostKey.of(PostKind.valueOf(rows.getString(2)), rows.getString(3), rows.getString(4));
            byKey.put(key, rows.getObject(1, UUID.class));
        }
        return byKey;
    }

    private PostRow postRow(StrictCsv.Row row) {
        PostKind kind = row.oneOf("kind", PostKind.class);
        Area area = areas.find(row.text("area_code")).orElseThrow(() -> unknownArea(row.optional("area_code")));
        String zh = row.text("zh");
        return new PostRow(kind, area, zh, Objects.requireNonNullElse(row.optional("en"), zh));
    }

    private static HoldingKey holdingKey(UUID post, StrictCsv.Row row) {
        return new HoldingKey(
                post,
                row.text("username"),
                Boolean.parseBoolean(row.optional("stand_in")),
                Objects.requireNonNullElse(row.startOf("valid_from"), ALWAYS));
    }

    private static SqlStatement<Void> upsertPosts(List<Map.Entry<UUID, PostRow>> posts) {
        return SqlStatement.update(
                UPSERT_POSTS,
                Parameter.array("uuid", posts, Map.Entry::getKey),
                Parameter.array("text", posts, post -> post.getValue().kind().name()),
                Parameter.array("text", posts, post -> post.getValue().area().code()),
                Parameter.array("text", posts, post -> post.getValue().area().path()),
                Parameter.array("text", posts, post -> post.getValue().zh()),
                Parameter.array("text", posts, post -> post.getValue().en()));
    }

    private SqlStatement<Void> upsertHoldings(Map<HoldingKey, Instant> holdings) {
        List<HoldingKey> keys = List.copyOf(holdings.keySet());
        return SqlStatement.update(
                UPSERT_HOLDINGS,
                Parameter.array("uuid", keys, key -> ids.next()),
                Parameter.array("uuid", keys, HoldingKey::post),
                Parameter.array("text", keys, HoldingKey::username),
                Parameter.array("bool", keys, HoldingKey::standIn),
                Parameter.array("timestamptz", keys, key -> Jdbc.utc(key.from())),
                Parameter.array("timestamptz", keys, key -> Jdbc.utc(holdings.get(key))));
    }

    private static ProblemException unknownArea(String code) {
        return ProblemException.invalid(
                "area-unknown",
                "区域 " + code + " 不存在，请先导入区域表",
                "Area " + code + " is unknown; import the list of areas first");
    }
}

package org.fengqiao.registry;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Time;

/** Posts and holdings; both are added to and ended, never removed. */
@Singleton
public class PostStore {
    private static final Instant ALWAYS =
            AreaStore.ALWAYS.atStartOfDay(Time.CITY).toInstant();

    private static final String FIND_POST =
            "select id from post where kind = ? and area_code = ? and (kind <> 'INFORMATION_OFFICER' or zh = ?)";
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
    private volatile Read last;

    public PostStore(DataSource source, AreaStore areas, Ids ids) {
        this.source = source;
        this.areas = areas;
        this.ids = ids;
    }

    /** All posts as they stand. */
    public PostBook book() {
        return Transactions.inTransaction(source, this::book);
    }

    /** The same in the caller's transaction; read again only when somebody changed them, on whatever node. */
    public PostBook book(Connection connection) throws SQLException {
        UUID version = version(connection);
        Read known = last;
        if (known == null || !known.version().equals(version)) {
            known = new Read(
                    version, new PostBook(readAll(connection), Absences.all(connection), Rosters.all(connection)));
            last = known;
        }
        return known.book();
    }

    private record Read(UUID version, PostBook book) {}

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
        List<CsvList.Row> rows = CsvList.read(csv, "kind", "area_code", "zh");
        Areas known = areas.on(today);
        return Transactions.inTransaction(source, connection -> {
            for (CsvList.Row row : rows) {
                UUID post = post(connection, row, known);
                if (row.optional("username") != null) {
                    addHolding(connection, post, row);
                }
            }
            return rows.size();
        });
    }

    private UUID post(Connection connection, CsvList.Row row, Areas known) throws SQLException {
        PostKind kind = row.oneOf("kind", PostKind.class);
        Area area = known.find(row.text("area_code")).orElseThrow(() -> unknownArea(row.optional("area_code")));
        UUID id = find(connection, kind, area.code(), row.text("zh"));
        try (PreparedStatement add = connection.prepareStatement(ADD_POST)) {
            add.setObject(1, id);
            add.setString(2, kind.name());
            add.setString(3, area.code());
            add.setString(4, area.path());
            add.setString(5, row.text("zh"));
            add.setString(6, row.optional("en") == null ? row.text("zh") : row.text("en"));
            add.executeUpdate();
        }
        return id;
    }

    private UUID find(Connection connection, PostKind kind, String area, String zh) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND_POST)) {
            find.setString(1, kind.name());
            find.setString(2, area);
            find.setString(3, zh);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? found.getObject(1, UUID.class) : ids.next();
            }
        }
    }

    private void addHolding(Connection connection, UUID post, CsvList.Row row) throws SQLException {
        Instant from = row.startOf("valid_from");
        try (PreparedStatement add = connection.prepareStatement(ADD_HOLDING)) {
            add.setObject(1, ids.next());
            add.setObject(2, post);
            add.setString(3, row.text("username"));
            add.setBoolean(4, Boolean.parseBoolean(row.optional("stand_in")));
            add.setObject(5, utc(from == null ? ALWAYS : from));
            add.setObject(6, utc(row.startOf("valid_to")));
            add.executeUpdate();
        }
    }

    private static List<PostBook.Post> readAll(Connection connection) throws SQLException {
        Map<UUID, PostBook.Post> posts = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                PostBook.Post post = posts.get(id);
                if (post == null) {
                    post = new PostBook.Post(
                            id,
                            PostKind.valueOf(row.getString("kind")),
                            new Text(row.getString("zh"), row.getString("en")),
                            row.getString("area_code"),
                            row.getString("area_path"),
                            new ArrayList<>());
                    posts.put(id, post);
                }
                if (row.getString("username") != null) {
                    post.holdings()
                            .add(new PostBook.Holding(
                                    row.getString("username"),
                                    row.getBoolean("stand_in"),
                                    instant(row, "valid_from"),
                                    instant(row, "valid_to")));
                }
            }
        }
        return List.copyOf(posts.values());
    }

    private static Failure unknownArea(String code) {
        return Failure.invalid(
                "area-unknown",
                "区域 " + code + " 不存在，请先导入区域表",
                "Area " + code + " is unknown; import the list of areas first");
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

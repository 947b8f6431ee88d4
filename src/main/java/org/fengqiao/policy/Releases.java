package org.fengqiao.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.Failure;

/** The releases this installation has known, and which one is live. The first comes from the rules folder. */
@ApplicationScoped
public class Releases {
    private final DataSource database;
    private final InstantSource clock;
    private final Path folder;
    private final Map<String, Release> read = new ConcurrentHashMap<>();

    Releases(
            DataSource database,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.rules", defaultValue = "rules/shenzhen-labour") Path folder) {
        this.database = database;
        this.clock = clock;
        this.folder = folder;
    }

    /** The live release; on a new installation that of the rules folder, which becomes live. */
    public Release live() {
        return liveId().map(this::byId).orElseGet(() -> adopt(ReleaseReader.read(folder), "first start"));
    }

    private Optional<String> liveId() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select release_id from live_release");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A release that was live once, by its id: what an old assessment was made with. */
    public Release byId(String id) {
        return read.computeIfAbsent(id, this::load);
    }

    private Release load(String id) {
        String sql = "select base, files from release where id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw Failure.notFound("release-unknown", "没有规则版本" + id, "There is no release " + id);
                return ReleaseReader.read(row.getString(1), ReleaseFiles.unpack(row.getBytes(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a release and makes it live; the same content again changes nothing. */
    public Release adopt(Release release, String author) {
        String keep = "insert into release (id, base, files, author, created_at) values (?, ?, ?, ?, ?)"
                + " on conflict (id) do nothing";
        String live = "insert into live_release (release_id, since) values (?, ?)"
                + " on conflict (only_row) do update set release_id = excluded.release_id, since = excluded.since"
                + " where live_release.release_id <> excluded.release_id";
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(keep);
                PreparedStatement point = connection.prepareStatement(live)) {
            insert.setString(1, release.id());
            insert.setString(2, release.base());
            insert.setBytes(3, ReleaseFiles.pack(release.files()));
            insert.setString(4, author);
            insert.setTimestamp(5, now);
            insert.executeUpdate();
            point.setString(1, release.id());
            point.setTimestamp(2, now);
            point.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        read.put(release.id(), release);
        return release;
    }
}

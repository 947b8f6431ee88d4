package org.fengqiao.registry.post;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.area.AreaDirectory;
import org.fengqiao.registry.area.AreaStore;

/** Posts and their holders; rows are added and ended, never deleted. */
@Singleton
public class PostStore {
    private static final SqlStatement<UUID> VERSION =
            new SqlStatement<>("select version from post_version", PostStore::version);

    private final DataSource database;
    private final AreaStore areas;
    private final Ids ids;
    private volatile CachedDirectory cached;

    public PostStore(DataSource database, AreaStore areas, Ids ids) {
        this.database = database;
        this.areas = areas;
        this.ids = ids;
    }

    private record CachedDirectory(UUID version, PostDirectory directory) {}

    /** The current posts and who answers for them. */
    public PostDirectory directory() {
        return Transactions.inTransaction(database, this::directory);
    }

    /** The same in the caller's transaction; read again only after a change on any node, which changes the version. */
    public PostDirectory directory(Connection connection) throws SQLException {
        UUID version = VERSION.execute(connection);
        CachedDirectory known = cached;
        if (known == null || !known.version().equals(version)) {
            known = new CachedDirectory(version, PostDirectoryReader.read(connection));
            cached = known;
        }
        return known.directory();
    }

    private static UUID version(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getObject(1, UUID.class);
    }

    /**
     * Imports kind,area_code,zh,en,username,stand_in,valid_from,valid_to, all or none; a line without a username makes a
     * vacant post. Returns the number of lines.
     */
    public int importCsv(InputStream csv, LocalDate today) {
        AreaDirectory known = areas.validOn(today);
        return Transactions.inTransaction(
                database, connection -> new PostImport(connection, known, ids).importCsv(csv));
    }
}

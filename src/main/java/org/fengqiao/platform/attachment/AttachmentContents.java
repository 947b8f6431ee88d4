package org.fengqiao.platform.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;

/** What is in the files, once for each hash, in chunks: no more than one is ever in memory. */
@ApplicationScoped
class AttachmentContents {
    private static final int CHUNK = 256 * 1024;

    /** Locks the row, so that nobody removes it before something refers to it. */
    private static final String LOCK = "insert into attachment_content (sha256, size) values (?, ?)"
            + " on conflict (sha256) do update set size = excluded.size";

    private static final String IS_KEPT = "select exists (select from attachment_chunk where sha256 = ?)";
    private static final String ADD = "insert into attachment_chunk (sha256, no, bytes) values (?, ?, ?)";
    private static final String READ = "select bytes from attachment_chunk where sha256 = ? and no = ?";

    /** Two statements: whoever locks a row sees only afterwards what was attached to it meanwhile. */
    private static final String LOCK_UNUSED = """
            select sha256 from attachment_content c
            where sha256 = any(?) and not exists (select from attachment a where a.sha256 = c.sha256)
            order by sha256 for update""";

    private static final String REMOVE_UNUSED = """
            delete from attachment_content c
            where sha256 = any(?) and not exists (select from attachment a where a.sha256 = c.sha256)""";

    private final DataSource database;

    AttachmentContents(DataSource database) {
        this.database = database;
    }

    /** Keeps a file under its hash, in the caller's transaction; one that is there already is kept once. */
    void keep(Connection connection, String sha256, Path file) throws SQLException, IOException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, sha256);
            lock.setLong(2, Files.size(file));
            lock.executeUpdate();
        }
        if (!isKept(connection, sha256)) add(connection, sha256, file);
    }

    private static boolean isKept(Connection connection, String sha256) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IS_KEPT)) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void add(Connection connection, String sha256, Path file) throws SQLException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            byte[] chunk = in.readNBytes(CHUNK);
            for (int no = 0; chunk.length > 0; no++) {
                insert.setString(1, sha256);
                insert.setInt(2, no);
                insert.setBytes(3, chunk);
                insert.executeUpdate();
                chunk = in.readNBytes(CHUNK);
            }
        }
    }

    /** Chunk by chunk, each read on its own: a slow reader holds no transaction open. */
    void write(String sha256, OutputStream out) throws IOException {
        Optional<byte[]> chunk = chunk(sha256, 0);
        for (int no = 1; chunk.isPresent(); no++) {
            out.write(chunk.get());
            chunk = chunk(sha256, no);
        }
    }

    private Optional<byte[]> chunk(String sha256, int no) {
        return new SqlQuery(READ, sha256, no).reusePlan().first(database, rows -> rows.getBytes(1));
    }

    /** Removes those that no attachment refers to any more. */
    static void removeUnused(Connection connection, List<String> hashes) throws SQLException {
        for (String sql : List.of(LOCK_UNUSED, REMOVE_UNUSED)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", hashes.toArray()));
                statement.execute();
            }
        }
    }
}

package org.fengqiao.platform.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;

/** Ties files to the record they belong to, an alert, a mediation case or an observation, and forgets those of none. */
@ApplicationScoped
public class Attachments {
    private static final String ATTACH = """
            update attachment set subject_id = ?, attached_at = ?
            where id = any(?) and subject_id is null and uploaded_by = ?""";

    private static final String ATTACHED = "select id from attachment where id = any(?) and subject_id = ?";
    private static final String COUNT = "select count(*) from attachment where subject_id = ?";

    private static final String FORGET = """
            delete from attachment where id in (
                select id from attachment where subject_id is null and uploaded_at < ?
                order by uploaded_at limit ? for update skip locked)
            returning sha256""";

    private final DataSource database;
    private final AttachmentContents contents;
    private final AttachmentSettings settings;
    private final InstantSource clock;

    Attachments(DataSource database, AttachmentContents contents, AttachmentSettings settings, InstantSource clock) {
        this.database = database;
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Attaches uploads to a record, in the caller's transaction. Only whoever uploaded a file can attach it, and only to one
     * record; what is attached to this record already stays so.
     */
    public void attach(Collection<UUID> ids, UUID subject, String by) {
        if (ids.isEmpty()) return;
        Transactions.inTransaction(database, connection -> {
            update(connection, ids, subject, by);
            Set<UUID> missing = new LinkedHashSet<>(ids);
            missing.removeAll(attached(connection, ids, subject));
            if (!missing.isEmpty()) throw notYours(missing.iterator().next());
            requireRoom(connection, subject);
            return null;
        });
    }

    private void update(Connection connection, Collection<UUID> ids, UUID subject, String by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ATTACH)) {
            update.setObject(1, subject);
            update.setObject(2, Jdbc.utc(clock.instant()));
            update.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
            update.setString(4, by);
            update.executeUpdate();
        }
    }

    private static List<UUID> attached(Connection connection, Collection<UUID> ids, UUID subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ATTACHED)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            select.setObject(2, subject);
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found.add(rows.getObject(1, UUID.class));
            }
            return found;
        }
    }

    private void requireRoom(Connection connection, UUID subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setObject(1, subject);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (row.getLong(1) <= settings.mostPerRecord()) return;
            }
        }
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "attachments-too-many",
                "这条记录的附件已达上限" + settings.mostPerRecord() + "个，请把几页合并为一个文件",
                "This record has " + settings.mostPerRecord()
                        + " attachments, which is the most; put several pages into one file");
    }

    /** Refuses a file that is kept elsewhere. */
    public void requireContent(AttachmentView view) {
        if (view.size() != null) return;
        throw ProblemException.notFound(
                "attachment-kept-elsewhere",
                "这里只登记了该文件的校验值，文件由经办单位保存，请向其调取",
                "Only the hash of this file is recorded here; the office that handled it keeps the file. Ask them for it");
    }

    /** Writes the content chunk by chunk; no transaction is open while a reader is slow. */
    public void write(AttachmentView view, OutputStream out) throws IOException {
        contents.write(view.sha256(), out);
    }

    /** Deletes uploads that nobody attached to anything for too long; returns how many. */
    int forgetUnattached(Instant at, int limit) {
        return Transactions.inTransaction(database, connection -> {
            List<String> hashes = new ArrayList<>();
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                delete.setObject(1, Jdbc.utc(at.minus(settings.keepUnattached())));
                delete.setInt(2, limit);
                try (ResultSet rows = delete.executeQuery()) {
                    while (rows.next()) hashes.add(rows.getString(1));
                }
            }
            if (!hashes.isEmpty()) AttachmentContents.removeUnused(connection, hashes);
            return hashes.size();
        });
    }

    private static ProblemException notYours(UUID id) {
        return ProblemException.invalid(
                "attachment-not-usable",
                "附件 " + id + " 不能使用：不存在、已过期、不是您上传的，或已用于别处。请重新上传（POST /api/v1/attachments）。",
                "The attachment " + id
                        + " cannot be used: there is none, it expired, somebody else uploaded it, or it is"
                        + " attached elsewhere. Upload the file again (POST /api/v1/attachments).");
    }
}

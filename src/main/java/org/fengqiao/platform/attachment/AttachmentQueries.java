package org.fengqiao.platform.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlQuery;

/**
 * Reads which files there are. Who may see a record may see its files; that is checked by whoever owns the record and asks
 * for them here.
 */
@ApplicationScoped
public class AttachmentQueries {
    private static final String SELECT = "select a.id, a.name, a.media_type, c.size, a.sha256, a.subject_id"
            + " from attachment a join attachment_content c on c.sha256 = a.sha256 where ";

    private final DataSource database;

    AttachmentQueries(DataSource database) {
        this.database = database;
    }

    /** Each of these files that there is, by its id. */
    public Map<UUID, AttachmentView> find(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        Map<UUID, AttachmentView> found = new HashMap<>();
        new SqlQuery(SELECT + "a.id = any(?)", (Object) ids.toArray())
                .list(database, AttachmentQueries::view)
                .forEach(view -> found.put(view.id(), view));
        return found;
    }

    /** The files of each of these records, the oldest first; without records that have none. */
    public Map<UUID, List<AttachmentView>> ofRecords(Collection<UUID> subjects) {
        if (subjects.isEmpty()) return Map.of();
        Map<UUID, List<AttachmentView>> found = new HashMap<>();
        new SqlQuery(SELECT + "a.subject_id = any(?) order by a.id", (Object) subjects.toArray())
                .list(database, rows -> found.computeIfAbsent(
                                rows.getObject("subject_id", UUID.class), none -> new ArrayList<>())
                        .add(view(rows)));
        return found;
    }

    /** A file of a record; refuses one of another record as if it did not exist. */
    public AttachmentView require(UUID id, UUID subject) {
        return new SqlQuery(SELECT + "a.id = ? and a.subject_id = ?", id, subject)
                .first(database, AttachmentQueries::view)
                .orElseThrow(() -> unknown(id));
    }

    /** A file that somebody uploaded themselves, attached or not. */
    public AttachmentView requireOwn(UUID id, String by) {
        return new SqlQuery(SELECT + "a.id = ? and a.uploaded_by = ?", id, by)
                .first(database, AttachmentQueries::view)
                .orElseThrow(() -> unknown(id));
    }

    /** The area of whoever uploaded it. */
    public String areaOf(UUID id) {
        return new SqlQuery("select area_path from attachment where id = ?", id)
                .first(database, rows -> rows.getString(1))
                .orElseThrow(() -> unknown(id));
    }

    private static AttachmentView view(ResultSet rows) throws SQLException {
        return new AttachmentView(
                rows.getObject("id", UUID.class),
                rows.getString("name"),
                rows.getString("media_type"),
                rows.getObject("size", Long.class),
                rows.getString("sha256"));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "attachment-unknown",
                "没有编号为 " + id + " 的附件，可能已过期删除。请重新上传。",
                "There is no attachment " + id + " here; it may have expired. Upload the file again.");
    }
}

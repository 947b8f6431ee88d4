package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.governance.content.RuleWorkbook;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.content.ReleaseFiles;

/**
 * Drafts as workbooks, out and back. What comes back is held against what went out, so that of two people, one in the
 * spreadsheet and one in the browser, each keeps what the other did not touch and the later is told of what he did.
 */
@ApplicationScoped
public class DraftWorkbookService {
    private final DraftService drafts;
    private final DataSource database;
    private final InstantSource clock;

    DraftWorkbookService(DraftService drafts, DataSource database, InstantSource clock) {
        this.drafts = drafts;
        this.database = database;
        this.clock = clock;
    }

    /** Keeps what it was made of. */
    @Transactional
    public byte[] export(UUID id) {
        Draft draft = Draft.get(id);
        String sql =
                "insert into draft_export (draft_id, content_id, files, at) values (?, ?, ?, ?) on conflict do nothing";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setString(2, draft.contentId);
            insert.setBytes(3, draft.files);
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return RuleWorkbook.write(draft.files());
    }

    /** All of what was changed in it or nothing; answers what that was. */
    @Transactional
    public List<ContentChange> importChanges(UUID id, byte[] workbook, String by) {
        if (workbook == null || workbook.length == 0) {
            throw ProblemException.invalid(
                    "workbook-missing", "请上传修改后的工作簿（.xlsx）", "Send the changed workbook (.xlsx) as the body");
        }
        Draft draft = Draft.findForUpdate(id);
        draft.requireState(Draft.State.EDITING, "修改", "changed");
        SortedMap<String, byte[]> out = exportedFiles(id, RuleWorkbook.contentId(workbook));
        SortedMap<String, byte[]> back = RuleWorkbook.read(workbook, out);
        List<ContentChange> changes = ReleaseDiff.between(out, back);
        if (draft.contentId.equals(ReleaseFiles.hash(out))) {
            draft.replaceFiles(back);
            changes.forEach(change -> log(draft, change, by));
        } else {
            changes.forEach(change -> apply(draft, change, out, back, by));
        }
        return changes;
    }

    private SortedMap<String, byte[]> exportedFiles(UUID draft, String contentId) {
        String sql = "select files from draft_export where draft_id = ? and content_id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, draft);
            select.setString(2, contentId);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) return ReleaseFiles.unpack(row.getBytes(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "workbook-of-another-draft",
                "这个工作簿不是从这份草案导出的；请从这份草案重新导出，再把修改填进去",
                "This workbook was not made of this draft; export it from this draft again and enter the changes there");
    }

    private void log(Draft draft, ContentChange change, String by) {
        DraftLogEntry.Action action =
                switch (change.kind()) {
                    case CELL -> DraftLogEntry.Action.CELL;
                    case ROW_ADDED -> DraftLogEntry.Action.ROW_ADDED;
                    case ROW_REMOVED -> DraftLogEntry.Action.ROW_REMOVED;
                    case ROWS_REORDERED, COLUMNS, FILE_ADDED, FILE_REMOVED, TEXT, FORMATTING ->
                        DraftLogEntry.Action.TEXT;
                };
        drafts.log(
                draft,
                by,
                action,
                change.file(),
                blankAsNull(change.row()),
                blankAsNull(change.column()),
                change.before(),
                change.after(),
                "XLSX");
    }

    private static String blankAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Somebody changed the draft meanwhile, so each change is made by itself, as in the browser. */
    private void apply(
            Draft draft,
            ContentChange change,
            SortedMap<String, byte[]> out,
            SortedMap<String, byte[]> back,
            String by) {
        String file = change.file();
        switch (change.kind()) {
            case CELL ->
                drafts.editCell(draft, file, change.row(), change.column(), change.before(), change.after(), by);
            case ROW_ADDED -> drafts.addRow(draft, file, row(back, change).cells(), by);
            case ROW_REMOVED ->
                drafts.removeRow(draft, file, change.row(), row(out, change).cells(), by);
            case ROWS_REORDERED, COLUMNS, FILE_ADDED, FILE_REMOVED, TEXT, FORMATTING ->
                throw new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "changed-meanwhile",
                        file + "的行序或写法有改动，而草案在导出之后已被他人修改，无法合并；请重新导出后再改",
                        "The order or writing of " + file + " was changed and the draft was changed by others since the"
                                + " export, so they can't be brought together; export it again");
        }
    }

    private static CsvFile.Row row(SortedMap<String, byte[]> files, ContentChange change) {
        return CsvFile.of(files.get(change.file()))
                .flatMap(table -> table.row(change.row()))
                .orElseThrow();
    }
}

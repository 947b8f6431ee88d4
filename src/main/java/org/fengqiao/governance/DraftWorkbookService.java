package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.governance.content.RuleWorkbook;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.content.ReleaseFiles;

/**
 * Drafts as workbooks, out and back. What comes back is compared with what went out, so that of two people, one in the
 * spreadsheet and one in the browser, each keeps what the other did not touch, and the later is told of a conflict.
 */
@ApplicationScoped
@Transactional
public class DraftWorkbookService {
    private final DraftRepository drafts;
    private final DraftExportRepository exports;
    private final DraftEditor editor;
    private final DraftLogRepository log;
    private final InstantSource clock;

    DraftWorkbookService(
            DraftRepository drafts,
            DraftExportRepository exports,
            DraftEditor editor,
            DraftLogRepository log,
            InstantSource clock) {
        this.drafts = drafts;
        this.exports = exports;
        this.editor = editor;
        this.log = log;
        this.clock = clock;
    }

    /** Keeps what it was made of. */
    public byte[] export(UUID id) {
        Draft draft = drafts.getForUpdate(id);
        if (exports.findById(new DraftExport.Key(id, draft.contentId)) == null) {
            exports.persist(new DraftExport(draft, clock.instant()));
        }
        return RuleWorkbook.write(draft.files());
    }

    /** Takes all that was changed in it or nothing, and answers what that was. */
    public List<ContentChange> importChanges(UUID id, byte[] workbook, String by) {
        if (workbook == null || workbook.length == 0) {
            throw ProblemException.invalid(
                    "workbook-missing", "请上传修改后的工作簿（.xlsx）", "Send the changed workbook (.xlsx) as the body");
        }
        Draft draft = drafts.getForUpdate(id);
        draft.requireState(Draft.State.EDITING, "修改", "changed");
        SortedMap<String, byte[]> out = exportedFiles(id, RuleWorkbook.contentId(workbook));
        SortedMap<String, byte[]> back = RuleWorkbook.read(workbook, out);
        List<ContentChange> changes = ReleaseDiff.between(out, back);
        if (draft.contentId.equals(ReleaseFiles.hash(out))) {
            draft.replaceFiles(back);
            Instant now = clock.instant();
            changes.forEach(change -> log.persist(new DraftLogEntry(draft, by, now, change, "XLSX")));
        } else {
            changes.forEach(change -> apply(id, change, out, back, by));
        }
        return changes;
    }

    private SortedMap<String, byte[]> exportedFiles(UUID draft, String contentId) {
        return exports.findByIdOptional(new DraftExport.Key(draft, contentId))
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "workbook-of-another-draft",
                        "这个工作簿不是从这份草案导出的；请从这份草案重新导出，再把修改填进去",
                        "This workbook was not made of this draft; export it from this draft again and enter the"
                                + " changes there"))
                .files();
    }

    /** Somebody changed the draft meanwhile, so each change is made by itself, as in the browser. */
    private void apply(
            UUID draft,
            ContentChange change,
            SortedMap<String, byte[]> out,
            SortedMap<String, byte[]> back,
            String by) {
        String file = change.file();
        switch (change.kind()) {
            case CELL ->
                editor.editCell(draft, file, change.row(), change.column(), change.before(), change.after(), by);
            case ROW_ADDED -> editor.addRow(draft, file, row(back, change).cells(), by);
            case ROW_REMOVED ->
                editor.removeRow(draft, file, change.row(), row(out, change).cells(), by);
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

package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.policy.publication.Releases;

/**
 * Drafts of rules and their editing. Every change names what its writer saw: when that has changed meanwhile, the second
 * of two is told by whom and to what, and nothing is overwritten.
 */
@ApplicationScoped
public class DraftService {
    private static final int LONGEST_CELL = 2_000;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final String FILE =
            "[a-z][a-z0-9-]{0,60}\\.csv|tables/[a-z0-9-]{1,60}\\.csv|drl/[a-z0-9-]{1,80}\\.drl|cases/[a-z0-9-]{1,60}\\.yaml";

    private final Releases releases;
    private final InstantSource clock;
    private final Ids ids;

    DraftService(Releases releases, InstantSource clock, Ids ids) {
        this.releases = releases;
        this.clock = clock;
        this.ids = ids;
    }

    /** A draft as others see it. */
    public record DraftSummary(
            UUID id,
            String title,
            String base,
            String baseRelease,
            String contentId,
            String state,
            String createdBy,
            Instant createdAt,
            String submittedBy,
            Instant submittedAt,
            String submittedAgainst,
            String approvedBy,
            Instant approvedAt,
            Integer publication,
            Set<String> authors) {}

    /** What somebody did to a draft. */
    public record LogEntry(
            Instant at,
            String username,
            String action,
            String file,
            String row,
            String column,
            String before,
            String after,
            String comment) {}

    /** The rows of a table, each with its id and the line it begins at. */
    public record DraftTable(String file, List<String> header, List<TableRow> rows) {}

    /** One of them. */
    public record TableRow(int line, String id, Map<String, String> cells) {}

    /** @param release to begin with; null for the one that is live */
    @Transactional
    public UUID start(String title, String release, String by) {
        Release from = release == null ? releases.live() : releases.byId(release);
        return start(title, from, from.files(), by).id;
    }

    /** A draft of the files of a folder, held against the live release. */
    @Transactional
    public UUID start(String title, SortedMap<String, byte[]> files, String by) {
        Draft draft = start(title, releases.live(), files, by);
        return draft.id;
    }

    private Draft start(String title, Release from, SortedMap<String, byte[]> files, String by) {
        Draft draft = new Draft();
        draft.id = ids.next();
        draft.title = title;
        draft.base = from.base();
        draft.baseRelease = from.id();
        draft.state = Draft.State.EDITING;
        draft.createdBy = by;
        draft.createdAt = clock.instant();
        draft.replaceFiles(files);
        draft.persist();
        log(draft, by, DraftLogEntry.Action.STARTED, null, null, null, null, null, title);
        return draft;
    }

    /** Those still under way, or all; the latest first. */
    @Transactional
    public List<DraftSummary> list(boolean all) {
        String open = all ? "" : "state in ('EDITING', 'SUBMITTED', 'APPROVED') ";
        return Draft.<Draft>list(open + "order by createdAt desc, id").stream()
                .map(DraftService::line)
                .toList();
    }

    @Transactional
    public DraftSummary get(UUID id) {
        return line(Draft.get(id));
    }

    static DraftSummary line(Draft draft) {
        return new DraftSummary(
                draft.id,
                draft.title,
                draft.base,
                draft.baseRelease,
                draft.contentId,
                draft.state.name(),
                draft.createdBy,
                draft.createdAt,
                draft.submittedBy,
                draft.submittedAt,
                draft.submittedAgainst,
                draft.approvedBy,
                draft.approvedAt,
                draft.publication,
                DraftLogEntry.authors(draft.id));
    }

    @Transactional
    public List<LogEntry> logEntries(UUID id) {
        Draft.get(id);
        return DraftLogEntry.of(id).stream()
                .map(e -> new LogEntry(
                        e.at, e.username, e.action.name(), e.file, e.rowId, e.columnName, e.before, e.after, e.comment))
                .toList();
    }

    @Transactional
    public SortedMap<String, byte[]> files(UUID id) {
        return Draft.get(id).files();
    }

    /** @throws org.fengqiao.policy.content.InvalidContentException when it can't be read */
    @Transactional
    public Release release(UUID id) {
        Draft draft = Draft.get(id);
        return ReleaseReader.read(draft.base, draft.files());
    }

    public DraftTable table(UUID id, String file) {
        CsvFile table = table(files(id), file);
        List<TableRow> rows = table.rows().stream()
                .map(row -> new TableRow(row.line(), row.key(), row.cells()))
                .toList();
        return new DraftTable(file, table.header(), rows);
    }

    public String text(UUID id, String file) {
        return new String(existing(files(id), file), StandardCharsets.UTF_8);
    }

    private static CsvFile table(SortedMap<String, byte[]> files, String file) {
        byte[] content = existing(files, file);
        Optional<CsvFile> table = file.endsWith(".csv") ? CsvFile.of(content) : Optional.empty();
        return table.orElseThrow(() -> ProblemException.invalid(
                "table-unreadable",
                file + "不是可读的CSV表，请整份替换",
                file + " is not a readable CSV table; replace it as a whole"));
    }

    private static CsvFile.Row row(String file, CsvFile table, String key) {
        return table.row(key)
                .orElseThrow(() -> ProblemException.notFound(
                        "row-unknown",
                        file + "中没有编号为" + key + "的行，可能已被他人删除；请刷新后再改",
                        file + " has no row " + key + "; somebody may have removed it, load the table again"));
    }

    private static List<Map<String, String>> cellsOf(CsvFile table) {
        return table.rows().stream().map(CsvFile.Row::cells).toList();
    }

    private static void requireColumn(String file, CsvFile table, String column) {
        if (table.header().contains(column)) return;
        throw ProblemException.invalid(
                "column-unknown",
                file + "没有列" + column + "，可用的列：" + table.header(),
                file + " has no column " + column + "; it has " + table.header());
    }

    private static byte[] existing(SortedMap<String, byte[]> files, String file) {
        byte[] content = files.get(file == null ? "" : file);
        if (content != null) return content;
        throw ProblemException.notFound(
                "file-unknown",
                "规则库没有文件" + file + "，可用的有" + files.keySet(),
                "The rule base has no file " + file + "; it has " + files.keySet());
    }

    /**
     * Changes one cell.
     *
     * @param seen its value as the writer saw it
     */
    @Transactional
    public void editCell(UUID id, String file, String row, String column, String seen, String value, String by) {
        Draft draft = Draft.findForUpdate(id);
        editCell(draft, file, row, column, seen, value, by);
    }

    void editCell(Draft draft, String file, String row, String column, String seen, String value, String by) {
        checkCell(value);
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = table(files, file);
        requireColumn(file, table, column);
        String now = row(file, table, row).cell(column);
        if (now.equals(value)) return;
        if (!now.equals(seen)) throw conflict(draft.id, file, row, column + " = " + now);
        List<Map<String, String>> rows = new ArrayList<>();
        for (CsvFile.Row one : table.rows()) {
            Map<String, String> cells = new LinkedHashMap<>(one.cells());
            if (one.key().equals(row)) cells.put(column, value);
            rows.add(cells);
        }
        files.put(file, table.with(rows));
        draft.replaceFiles(files);
        log(draft, by, DraftLogEntry.Action.CELL, file, row, column, now, value, null);
    }

    /** The last day on which a row is in force; blank for no end. */
    @Transactional
    public void endRow(UUID id, String file, String row, String seen, String lastDay, String by) {
        editCell(id, file, row, "valid_to", seen, lastDay, by);
    }

    @Transactional
    public String addRow(UUID id, String file, Map<String, String> cells, String by) {
        Draft draft = Draft.findForUpdate(id);
        return addRow(draft, file, cells, by);
    }

    String addRow(Draft draft, String file, Map<String, String> cells, String by) {
        cells.values().forEach(DraftService::checkCell);
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = table(files, file);
        cells.keySet().forEach(column -> requireColumn(file, table, column));
        String row = table.keyOf(cells);
        if (table.row(row).isPresent()) {
            throw ProblemException.invalid(
                    "row-exists",
                    file + "已有编号为" + row + "的行，请换一个编号",
                    file + " has a row " + row + " already; give another id");
        }
        Map<String, String> added = new LinkedHashMap<>();
        table.header().forEach(column -> added.put(column, cells.getOrDefault(column, "")));
        List<Map<String, String>> rows = new ArrayList<>(cellsOf(table));
        rows.add(added);
        files.put(file, table.with(rows));
        draft.replaceFiles(files);
        log(draft, by, DraftLogEntry.Action.ROW_ADDED, file, row, null, null, cells.toString(), null);
        return row;
    }

    /** @param seen the whole row as the writer saw it */
    @Transactional
    public void removeRow(UUID id, String file, String row, Map<String, String> seen, String by) {
        Draft draft = Draft.findForUpdate(id);
        removeRow(draft, file, row, seen, by);
    }

    void removeRow(Draft draft, String file, String row, Map<String, String> seen, String by) {
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = table(files, file);
        CsvFile.Row gone = row(file, table, row);
        Map<String, String> now = gone.cells();
        if (!now.equals(seen)) throw conflict(draft.id, file, row, now.toString());
        List<Map<String, String>> rows = new ArrayList<>(cellsOf(table));
        rows.remove(table.rows().indexOf(gone));
        files.put(file, table.with(rows));
        draft.replaceFiles(files);
        log(draft, by, DraftLogEntry.Action.ROW_REMOVED, file, row, null, now.toString(), null, null);
    }

    /**
     * Replaces a whole file: a written rule, cases, or a table; or adds or removes one.
     *
     * @param seen its text as the writer saw it, null when there was none
     * @param text null to remove the file
     */
    @Transactional
    public void replaceFile(UUID id, String file, String seen, String text, String by) {
        if (file == null || !file.matches(FILE)) {
            throw ProblemException.invalid(
                    "file-name",
                    "文件名应为tables/….csv、drl/….drl或cases/….yaml，只用小写字母、数字和连字符",
                    "A file is tables/….csv, drl/….drl or cases/….yaml, in lower case letters, digits and hyphens");
        }
        if (text != null && text.length() > LONGEST_TEXT) throw tooLong(LONGEST_TEXT);
        Draft draft = Draft.findForUpdate(id);
        SortedMap<String, byte[]> files = draft.files();
        byte[] content = files.get(file);
        String now = content == null ? null : new String(content, StandardCharsets.UTF_8);
        if (java.util.Objects.equals(now, text)) return;
        if (!java.util.Objects.equals(now, seen)) throw conflict(draft.id, file, null, now == null ? "-" : now);
        if (text == null) files.remove(file);
        else files.put(file, text.getBytes(StandardCharsets.UTF_8));
        draft.replaceFiles(files);
        log(draft, by, DraftLogEntry.Action.TEXT, file, null, null, now, text, null);
    }

    private static void checkCell(String value) {
        if (value == null || value.length() > LONGEST_CELL) throw tooLong(LONGEST_CELL);
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw ProblemException.invalid(
                    "cell-control-character",
                    "单元格不能含换行等控制字符",
                    "A cell can't hold line breaks or other control characters");
        }
    }

    private static ProblemException tooLong(int most) {
        return ProblemException.invalid(
                "content-too-long",
                "内容缺失或超过" + most + "个字符",
                "The content is missing or longer than " + most + " characters");
    }

    private static ProblemException conflict(UUID draft, String file, String row, String now) {
        DraftLogEntry last = DraftLogEntry.last(draft, file, row);
        String who = last == null ? "?" : last.username;
        String when = last == null ? "?" : last.at.toString();
        String where = row == null ? file : file + " " + row;
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "changed-meanwhile",
                where + "在您查看之后已被" + who + "于" + when + "修改，现为：" + now + "。您的修改没有保存，请核对后重新修改。",
                where + " was changed after you looked, by " + who + " at " + when + "; it now says: " + now
                        + ". Your change was not saved; look at it and change it again.");
    }

    void log(
            Draft draft,
            String by,
            DraftLogEntry.Action action,
            String file,
            String row,
            String column,
            String before,
            String after,
            String comment) {
        DraftLogEntry entry = new DraftLogEntry();
        entry.draftId = draft.id;
        entry.at = clock.instant();
        entry.username = by;
        entry.action = action;
        entry.file = file;
        entry.rowId = row;
        entry.columnName = column;
        entry.before = before;
        entry.after = after;
        entry.comment = comment;
        entry.persist();
    }
}

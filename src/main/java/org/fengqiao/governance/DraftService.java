package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.platform.Ids;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.publication.Releases;

/** Drafts of rules: started, listed and read. {@link DraftEditor} changes them, {@link DraftReview} takes them further. */
@ApplicationScoped
@Transactional
public class DraftService {
    private static final int MOST_DRAFTS = 200;
    private static final int MOST_LOG_ENTRIES = 1_000;

    private final DraftRepository drafts;
    private final DraftLogRepository log;
    private final Releases releases;
    private final InstantSource clock;
    private final Ids ids;

    DraftService(DraftRepository drafts, DraftLogRepository log, Releases releases, InstantSource clock, Ids ids) {
        this.drafts = drafts;
        this.log = log;
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

    /** The rows of a table, each with its id and the line at which it begins. */
    public record DraftTable(String file, List<String> header, List<TableRow> rows) {}

    /** One of them. */
    public record TableRow(int line, String id, Map<String, String> cells) {}

    /** @param release to begin with; null for the one that is live */
    public UUID start(String title, String release, String by) {
        Release from = release == null ? releases.live() : releases.byId(release);
        return start(title, from, from.files(), by);
    }

    /** A draft of the files of a folder, compared with the live release. */
    public UUID start(String title, SortedMap<String, byte[]> files, String by) {
        return start(title, releases.live(), files, by);
    }

    private UUID start(String title, Release from, SortedMap<String, byte[]> files, String by) {
        Instant now = clock.instant();
        Draft draft = new Draft(ids.next(), title, from, files, by, now);
        drafts.persist(draft);
        log.persist(new DraftLogEntry(draft, by, now, DraftLogEntry.Action.STARTED, title));
        return draft.id;
    }

    /** The latest drafts first; those under way, or all. */
    public List<DraftSummary> list(boolean all) {
        List<Draft> found = drafts.list(all, MOST_DRAFTS);
        Map<UUID, Set<String>> authors =
                log.authors(found.stream().map(draft -> draft.id).toList());
        return found.stream()
                .map(draft -> summary(draft, authors.getOrDefault(draft.id, Set.of())))
                .toList();
    }

    public DraftSummary get(UUID id) {
        return summary(drafts.get(id), log.authors(id));
    }

    private static DraftSummary summary(Draft draft, Set<String> authors) {
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
                authors);
    }

    /** The latest entries, in the order in which they were made. */
    public List<LogEntry> logEntries(UUID id) {
        drafts.get(id);
        return log.list(id, MOST_LOG_ENTRIES).stream()
                .map(entry -> new LogEntry(
                        entry.at,
                        entry.username,
                        entry.action.name(),
                        entry.file,
                        entry.rowId,
                        entry.columnName,
                        entry.before,
                        entry.after,
                        entry.comment))
                .toList();
    }

    public SortedMap<String, byte[]> files(UUID id) {
        return drafts.get(id).files();
    }

    /** @throws org.fengqiao.policy.content.InvalidContentException when it can't be read */
    public Release release(UUID id) {
        return drafts.get(id).release();
    }

    public DraftTable table(UUID id, String file) {
        CsvFile table = new DraftFiles(files(id)).table(file);
        List<TableRow> rows = table.rows().stream()
                .map(row -> new TableRow(row.line(), row.key(), row.cells()))
                .toList();
        return new DraftTable(file, table.header(), rows);
    }

    public String text(UUID id, String file) {
        return new String(new DraftFiles(files(id)).content(file), StandardCharsets.UTF_8);
    }
}

package org.fengqiao.governance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.fengqiao.governance.content.ContentChange;
import org.hibernate.annotations.Immutable;

/** One thing that somebody did to a draft. Only ever added to. */
@Entity
@Immutable
@Table(name = "draft_log")
class DraftLogEntry {
    /** What was done; whoever writes is an author. */
    enum Action {
        STARTED(true),
        CELL(true),
        ROW_ADDED(true),
        ROW_REMOVED(true),
        TEXT(true),
        SUBMITTED(false),
        REJECTED(false),
        APPROVED(false),
        PUBLISHED(false),
        DISCARDED(false);

        static final List<Action> WRITING =
                Arrays.stream(values()).filter(action -> action.writes).toList();

        private final boolean writes;

        Action(boolean writes) {
            this.writes = writes;
        }

        private static Action of(ContentChange.ChangeKind kind) {
            return switch (kind) {
                case CELL -> CELL;
                case ROW_ADDED -> ROW_ADDED;
                case ROW_REMOVED -> ROW_REMOVED;
                case ROWS_REORDERED, COLUMNS, FILE_ADDED, FILE_REMOVED, TEXT, FORMATTING -> TEXT;
            };
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID draftId;
    Instant at;
    String username;

    @Enumerated(EnumType.STRING)
    Action action;

    String file;
    String rowId;
    String columnName;
    String before;
    String after;
    String comment;

    protected DraftLogEntry() {}

    DraftLogEntry(Draft draft, String by, Instant at, Action action, String comment) {
        draftId = draft.id;
        username = by;
        this.at = at;
        this.action = action;
        this.comment = comment;
    }

    DraftLogEntry(Draft draft, String by, Instant at, ContentChange change, String comment) {
        this(draft, by, at, Action.of(change.kind()), comment);
        file = change.file();
        rowId = nullIfEmpty(change.row());
        columnName = nullIfEmpty(change.column());
        before = change.before();
        after = change.after();
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

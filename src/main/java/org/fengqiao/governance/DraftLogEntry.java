package org.fengqiao.governance;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** One thing somebody did to a draft. Only ever added to. */
@Entity
@Table(name = "draft_entry")
class DraftLogEntry extends PanacheEntityBase {
    /** What was done; whoever did one that writes is an author. */
    enum Action {
        STARTED(true),
        CELL(true),
        ROW_ADDED(true),
        ROW_REMOVED(true),
        TEXT(true),
        SUBMITTED(false),
        GIVEN_BACK(false),
        APPROVED(false),
        PUBLISHED(false),
        DISCARDED(false);

        private final boolean writes;

        Action(boolean writes) {
            this.writes = writes;
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

    static List<DraftLogEntry> of(UUID draft) {
        return list("draftId = ?1 order by id", draft);
    }

    /** Everybody who wrote a part of the draft. */
    static Set<String> authors(UUID draft) {
        Set<String> authors = new TreeSet<>();
        for (DraftLogEntry entry : of(draft)) {
            if (entry.action.writes) authors.add(entry.username);
        }
        return authors;
    }

    /** Who wrote last to a row or a file; null when nobody did since the draft was started. */
    static DraftLogEntry last(UUID draft, String file, String rowId) {
        String where = "draftId = ?1 and file = ?2 and (?3 is null or rowId = ?3) order by id desc";
        return DraftLogEntry.<DraftLogEntry>find(where, draft, file, rowId).firstResult();
    }
}

package org.fengqiao.governance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.governance.DraftLogEntry.Action;

@ApplicationScoped
class DraftLogRepository implements PanacheRepositoryBase<DraftLogEntry, Long> {
    record Author(UUID draftId, String username) {}

    /** The latest entries of a draft, in the order in which they were made. */
    List<DraftLogEntry> list(UUID draft, int most) {
        List<DraftLogEntry> entries = new ArrayList<>(
                find("draftId = ?1 order by id desc", draft).page(0, most).list());
        Collections.reverse(entries);
        return entries;
    }

    /** Everybody who wrote a part of a draft. */
    Set<String> authors(UUID draft) {
        return authors(List.of(draft)).getOrDefault(draft, Set.of());
    }

    /** The same of several drafts; one without authors is left out. */
    Map<UUID, Set<String>> authors(Collection<UUID> drafts) {
        return find(
                        "select distinct draftId, username from DraftLogEntry where draftId in ?1 and action in ?2",
                        drafts,
                        Action.WRITING)
                .project(Author.class)
                .stream()
                .collect(Collectors.groupingBy(
                        Author::draftId, Collectors.mapping(Author::username, Collectors.toCollection(TreeSet::new))));
    }

    /** Who last wrote to a file, or to a row of it where {@code row} is given; empty when nobody did. */
    Optional<DraftLogEntry> findLast(UUID draft, String file, String row) {
        String where = "draftId = ?1 and file = ?2 and (?3 is null or rowId = ?3) order by id desc";
        return find(where, draft, file, row).firstResultOptional();
    }
}

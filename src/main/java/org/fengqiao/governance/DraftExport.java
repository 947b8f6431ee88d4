package org.fengqiao.governance;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.policy.content.ReleaseFiles;
import org.hibernate.annotations.Immutable;

/** What a workbook was made of, so that what comes back is compared with that and not with what others did since. */
@Entity
@Immutable
@Table(name = "draft_export")
@IdClass(DraftExport.Key.class)
class DraftExport {
    record Key(UUID draftId, String contentId) {}

    @Id
    UUID draftId;

    @Id
    String contentId;

    byte[] files;
    Instant at;

    protected DraftExport() {}

    DraftExport(Draft draft, Instant at) {
        draftId = draft.id;
        contentId = draft.contentId;
        files = draft.files;
        this.at = at;
    }

    SortedMap<String, byte[]> files() {
        return ReleaseFiles.unpack(files);
    }
}

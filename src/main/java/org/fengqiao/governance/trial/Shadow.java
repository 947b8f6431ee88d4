package org.fengqiao.governance.trial;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseFiles;
import org.fengqiao.policy.content.ReleaseReader;

/** A draft that runs beside the live release on real traffic until a date. One at a time. */
@Entity
@Table(name = "shadow")
class Shadow {
    @Id
    UUID id;

    UUID draftId;
    String contentId;
    String base;
    byte[] files;
    String startedBy;
    Instant startedAt;
    Instant endsAt;
    Instant stoppedAt;
    long dropped;
    long failed;
    String lastFailure;

    protected Shadow() {}

    Shadow(UUID id, UUID draft, Release release, String by, Instant at, Instant endsAt) {
        this.id = id;
        draftId = draft;
        contentId = release.id();
        base = release.base();
        files = ReleaseFiles.pack(release.files());
        startedBy = by;
        startedAt = at;
        this.endsAt = endsAt;
    }

    Release release() {
        return ReleaseReader.read(base, ReleaseFiles.unpack(files));
    }
}

package org.fengqiao.policy.publication;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseFiles;
import org.fengqiao.policy.content.ReleaseReader;
import org.hibernate.annotations.Immutable;

/** A release as it is stored: the archive of its files, and who brought it. */
@Entity
@Immutable
@Table(name = "release")
class StoredRelease {
    @Id
    String id;

    String base;
    byte[] files;
    String author;
    Instant createdAt;

    protected StoredRelease() {}

    StoredRelease(Release release, String author, Instant now) {
        id = release.id();
        base = release.base();
        files = ReleaseFiles.pack(release.files());
        this.author = author;
        createdAt = now;
    }

    Release read() {
        return ReleaseReader.read(base, ReleaseFiles.unpack(files));
    }
}

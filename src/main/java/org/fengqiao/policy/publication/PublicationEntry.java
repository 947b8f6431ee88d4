package org.fengqiao.policy.publication;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.fengqiao.policy.publication.Publication.NewPublication;
import org.fengqiao.policy.publication.Publication.PublicationKind;
import org.hibernate.annotations.Immutable;

/** A {@link Publication} as it is stored. */
@Entity
@Immutable
@Table(name = "publication")
class PublicationEntry {
    @Id
    int number;

    @Enumerated(EnumType.STRING)
    PublicationKind kind;

    String releaseId;
    String contentSha256;
    Instant liveFrom;
    Instant recordedAt;
    String authors;
    String approver;
    Instant approvedAt;
    String publisher;
    String reason;
    String evidence;
    Integer withdraws;
    String previousSeal;
    String seal;

    protected PublicationEntry() {}

    /** The record that follows another, or the first one where {@code previous} is null; sealed. */
    PublicationEntry(
            NewPublication entry,
            String contentSha256,
            String evidence,
            PublicationEntry previous,
            Instant now,
            SealChain chain) {
        number = previous == null ? 1 : previous.number + 1;
        kind = entry.kind();
        releaseId = entry.releaseId();
        this.contentSha256 = contentSha256;
        liveFrom = entry.liveFrom();
        recordedAt = now;
        authors = String.join(",", entry.authors());
        approver = entry.approver();
        approvedAt = entry.approvedAt();
        publisher = entry.publisher();
        reason = entry.reason();
        this.evidence = evidence;
        withdraws = entry.withdraws();
        previousSeal = previous == null ? "" : previous.seal;
        seal = "";
        seal = chain.seal(toRecord());
    }

    Publication toRecord() {
        return new Publication(
                number,
                kind,
                releaseId,
                contentSha256,
                liveFrom,
                recordedAt,
                authors.isEmpty() ? List.of() : List.of(authors.split(",")),
                approver,
                approvedAt,
                publisher,
                reason,
                evidence,
                withdraws,
                previousSeal,
                seal);
    }
}

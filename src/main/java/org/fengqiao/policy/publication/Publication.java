package org.fengqiao.policy.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * That a release is live from an instant on, who wrote it, who signed it and why. Never changed; the release that was
 * live at any instant follows from these records alone.
 *
 * @param number counts from 1 without a gap
 * @param contentSha256 over names and contents of all files of the release
 * @param approver blank where the kind needs none
 * @param evidence JSON of what was known when it was signed: difference, checks, cases, trial
 * @param withdraws the number of an announced record that is taken back, else null
 * @param previousSeal of the record before, blank for the first
 */
public record Publication(
        int number,
        PublicationKind kind,
        String releaseId,
        String contentSha256,
        Instant liveFrom,
        Instant recordedAt,
        List<String> authors,
        String approver,
        Instant approvedAt,
        String publisher,
        String reason,
        String evidence,
        Integer withdraws,
        String previousSeal,
        String seal) {

    /** How a release came to be live. */
    public enum PublicationKind {
        /** From a folder, by whoever runs the installation: no second signature. */
        ADOPTED,
        /** A draft that somebody else approved. */
        PUBLISHED,
        /** A former release again. */
        ROLLED_BACK,
        /** An announced publication taken back before its time. */
        WITHDRAWN
    }

    /**
     * A record before it gets its number and seal.
     *
     * @param evidence written as JSON
     */
    public record NewPublication(
            PublicationKind kind,
            String releaseId,
            Instant liveFrom,
            List<String> authors,
            String approver,
            Instant approvedAt,
            String publisher,
            String reason,
            Map<String, Object> evidence,
            Integer withdraws) {}
}

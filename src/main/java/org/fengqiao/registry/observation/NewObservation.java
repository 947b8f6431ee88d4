package org.fengqiao.registry.observation;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * An observation on its way into the store.
 *
 * @param key identifies the source's row and the indicator, see {@link #key}
 * @param event whether an alert should have foreseen it, see the role of its indicator
 * @param groupSize of a psychological aggregate, else null
 */
public record NewObservation(
        UUID key,
        UUID enterpriseId,
        String indicator,
        double value,
        Instant occurredAt,
        Instant learntAt,
        String sourceCode,
        String sourceKind,
        UUID reporter,
        Float confidence,
        boolean established,
        boolean event,
        String evidence,
        boolean psychological,
        Integer groupSize) {

    /** The same source row and indicator give the same key, whatever the content of the row. */
    public static UUID key(String source, String row, String indicator) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(source + '\u0000' + row + '\u0000' + indicator));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** A copy for this enterprise: rows are read before their enterprises are looked up. */
    public NewObservation withEnterprise(UUID enterprise) {
        return new NewObservation(
                key,
                enterprise,
                indicator,
                value,
                occurredAt,
                learntAt,
                sourceCode,
                sourceKind,
                reporter,
                confidence,
                established,
                event,
                evidence,
                psychological,
                groupSize);
    }

    /** What its source says instead, learnt at another moment. */
    NewObservation withValue(double other, Instant learnt) {
        return new NewObservation(
                key,
                enterpriseId,
                indicator,
                other,
                occurredAt,
                learnt,
                sourceCode,
                sourceKind,
                reporter,
                confidence,
                established,
                event,
                evidence,
                psychological,
                groupSize);
    }

    /** A hash of the content of the row, without the time at which we learnt it. */
    long contentHash() {
        String content = String.join(
                "\u0000",
                indicator,
                Double.toString(value),
                occurredAt.toString(),
                sourceKind,
                String.valueOf(reporter),
                String.valueOf(confidence),
                String.valueOf(established),
                String.valueOf(evidence),
                String.valueOf(groupSize));
        return ByteBuffer.wrap(sha256(content)).getLong();
    }

    private static byte[] sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    }
}

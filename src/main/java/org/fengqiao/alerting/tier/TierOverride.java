package org.fengqiao.alerting.tier;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Tier;
import org.hibernate.annotations.DynamicUpdate;

/** A tier that people set by hand: PROPOSED until a second person signs, where that is needed, then IN_FORCE until it ends. */
@Entity
@Table(name = "tier_override")
@DynamicUpdate
public class TierOverride {
    /** How far it is. */
    public enum State {
        PROPOSED,
        IN_FORCE,
        REJECTED,
        ENDED
    }

    /** Why it no longer counts. */
    public enum EndReason {
        EXPIRED,
        /** People set another tier. */
        REPLACED,
        /** The rules found something graver than people knew of. */
        GRAVER_BY_RULES,
        ALERT_CLOSED
    }

    @Id
    UUID id;

    UUID alertId;
    UUID enterpriseId;
    String dimension;

    @Enumerated(EnumType.STRING)
    Tier oldTier;

    @Enumerated(EnumType.STRING)
    Tier tier;

    String reason;
    Instant until;

    @Enumerated(EnumType.STRING)
    State state;

    String proposedBy;
    Instant proposedAt;
    String reviewedBy;
    Instant reviewedAt;
    Instant inForceFrom;
    Instant endedAt;

    @Enumerated(EnumType.STRING)
    EndReason endReason;

    protected TierOverride() {}

    /** @param reason masked, not blank */
    public static TierOverride propose(
            UUID id, Alert alert, Tier tier, Instant until, String by, String reason, Instant at) {
        TierOverride override = new TierOverride();
        override.id = id;
        override.alertId = alert.id();
        override.enterpriseId = alert.scope().enterprise();
        override.dimension = alert.scope().dimension().code();
        override.oldTier = alert.tier();
        override.tier = tier;
        override.until = until;
        override.reason = reason;
        override.state = State.PROPOSED;
        override.proposedBy = by;
        override.proposedAt = at;
        return override;
    }

    /** Nobody alone raises an alert to ORANGE or RED, or takes one down from there. */
    public boolean needsSecondSignature() {
        return Tier.worse(oldTier, tier).compareTo(Tier.ORANGE) >= 0;
    }

    /** Whether the same person asks for the same once more. */
    public boolean isSame(Tier wanted, Instant end, String by) {
        return tier == wanted && until.equals(end) && proposedBy.equals(by);
    }

    /** A second person agrees. */
    public void sign(String by, Alert alert, Instant at) {
        requireOther(by);
        if (alert.tier() != oldTier || !until.isAfter(at)) throw outdated();
        reviewedBy = by;
        reviewedAt = at;
    }

    /** A second person does not agree, or it is outdated. */
    public void reject(String by, Instant at) {
        requireOther(by);
        state = State.REJECTED;
        reviewedBy = by;
        reviewedAt = at;
    }

    /** Counts from now on. */
    public void enterForce(Instant at) {
        if (state != State.PROPOSED || needsSecondSignature() && reviewedBy == null)
            throw new IllegalStateException("Tier " + id + " is " + state + " and can't enter into force");
        state = State.IN_FORCE;
        inForceFrom = at;
    }

    public void end(EndReason why, Instant at) {
        if (state != State.IN_FORCE) throw new IllegalStateException("Tier " + id + " is " + state + " and can't end");
        state = State.ENDED;
        endReason = why;
        endedAt = at;
    }

    private void requireOther(String by) {
        if (!by.equals(proposedBy)) return;
        throw ProblemException.forbidden(
                "own-tier",
                "等级是您自己提出改定的，须由另一人签署。请由劳动办负责人、社区调解组长或另一位经办人签署。",
                "You asked for this tier yourself, so somebody else has to sign: the head of the labour office, the"
                        + " mediation lead or another officer.");
    }

    private static ProblemException outdated() {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "tier-outdated",
                "提出改定之后预警等级已经变化，或有效期已过。请退回，需要时重新提出。",
                "The tier of the alert has changed since, or the time asked for is over. Reject it, and ask anew if needed.");
    }

    public UUID id() {
        return id;
    }

    public Tier oldTier() {
        return oldTier;
    }

    public Tier tier() {
        return tier;
    }

    public Instant until() {
        return until;
    }

    public String reason() {
        return reason;
    }

    public String proposedBy() {
        return proposedBy;
    }
}

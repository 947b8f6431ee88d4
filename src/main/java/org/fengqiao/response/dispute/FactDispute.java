package org.fengqiao.response.dispute;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.observation.ObservationCorrections.CurrentObservation;
import org.hibernate.annotations.DynamicUpdate;

/** Somebody says that a fact is wrong: OPEN until its source has CONFIRMED or CORRECTED it. */
@Entity
@Table(name = "fact_dispute")
@DynamicUpdate
class FactDispute {
    @Id
    UUID id;

    UUID alertId;
    UUID enterpriseId;
    String dimension;
    String areaPath;
    UUID observationKey;
    long content;
    String indicator;
    String sourceKind;
    String reason;

    @Enumerated(EnumType.STRING)
    DisputeState state;

    String raisedBy;
    Instant raisedAt;
    UUID postId;
    Instant dueAt;
    Instant missedAt;
    String answeredBy;
    Instant answeredAt;
    String answer;

    protected FactDispute() {}

    /** @param reason masked, not blank */
    static FactDispute raise(UUID id, Alert alert, CurrentObservation fact, String by, String reason, Instant at) {
        FactDispute dispute = new FactDispute();
        dispute.id = id;
        dispute.alertId = alert.id();
        dispute.enterpriseId = alert.scope().enterprise();
        dispute.dimension = alert.scope().dimension().code();
        dispute.areaPath = alert.scope().areaPath();
        dispute.observationKey = fact.row().key();
        dispute.content = fact.content();
        dispute.indicator = fact.row().indicator();
        dispute.sourceKind = fact.row().sourceKind();
        dispute.reason = reason;
        dispute.state = DisputeState.OPEN;
        dispute.raisedBy = by;
        dispute.raisedAt = at;
        return dispute;
    }

    void assign(UUID post, Instant due) {
        postId = post;
        dueAt = due;
    }

    /** The fact stands. */
    AlertEvent confirm(String by, String words, Instant at) {
        answer(by, words, DisputeState.CONFIRMED, at);
        return AlertEvent.FACT_CONFIRMED;
    }

    /** @param by null when the source itself sent another value */
    AlertEvent correct(String by, String words, Instant at) {
        answer(by, words, DisputeState.CORRECTED, at);
        return AlertEvent.FACT_CORRECTED;
    }

    private void answer(String by, String words, DisputeState how, Instant at) {
        requireOpen();
        state = how;
        answeredBy = by;
        answeredAt = at;
        answer = words;
    }

    AlertEvent miss(Instant at) {
        missedAt = at;
        return AlertEvent.FACT_ANSWER_MISSED;
    }

    private void requireOpen() {
        if (state == DisputeState.OPEN) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "dispute-answered",
                "这项事实已经答复过了。仍有疑问的，请从预警再次提出。",
                "This fact was answered for already. If it is still in doubt, say so from the alert once more.");
    }

    Dimension dimension() {
        return Dimension.of(dimension);
    }

    boolean isPsychological() {
        return dimension() == Dimension.CARE;
    }
}

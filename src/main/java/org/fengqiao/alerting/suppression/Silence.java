package org.fengqiao.alerting.suppression;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WithdrawalPeriod;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** A person's decision, with a reason and an end, that nobody is notified of certain alerts for a while. Never of RED. */
@Entity
@Table(name = "silence")
public class Silence {
    @Id
    UUID id;

    String author;
    String reason;
    UUID enterpriseId;
    String areaPath;
    String dimension;

    @Column(name = "rule_id")
    String rule;

    String indicator;

    @Enumerated(EnumType.STRING)
    Tier maxTier;

    Instant beginsAt;
    Instant endsAt;
    Instant remindAt;
    Instant remindedAt;
    String liftedBy;
    String liftReason;
    Instant withdrawnAt;

    protected Silence() {}

    /** @param areaPath of the enterprise, or of the area it is for */
    Silence(UUID id, String author, NewSilence wanted, String areaPath, Instant beginsAt) {
        this.id = id;
        this.author = author;
        this.reason = Objects.requireNonNullElse(wanted.reason(), "").strip();
        this.enterpriseId = wanted.enterprise();
        this.areaPath = areaPath;
        this.dimension = wanted.dimension().code();
        this.rule = textOrNull(wanted.rule());
        this.indicator = textOrNull(wanted.indicator());
        this.maxTier = Objects.requireNonNullElse(wanted.maxTier(), Tier.ORANGE);
        this.beginsAt = beginsAt;
        this.endsAt = wanted.endsAt();
    }

    private static String textOrNull(String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** What an alert shows a silence. */
    public record SilenceSubject(
            UUID enterpriseId,
            String areaPath,
            Dimension dimension,
            Tier tier,
            Set<String> rules,
            Set<String> indicators) {}

    boolean isEffectiveFor(SilenceSubject subject, Instant at) {
        return !at.isBefore(beginsAt) && at.isBefore(endsAt) && matches(subject);
    }

    boolean matches(SilenceSubject subject) {
        return subject.tier() != Tier.RED
                && subject.tier().compareTo(maxTier) <= 0
                && subject.dimension().code().equals(dimension)
                && (enterpriseId == null
                        ? subject.areaPath().startsWith(areaPath)
                        : enterpriseId.equals(subject.enterpriseId()))
                && (rule == null || subject.rules().equals(Set.of(rule)))
                && (indicator == null || subject.indicators().equals(Set.of(indicator)));
    }

    /** Its author is reminded so long before it ends; of a short one when a quarter of it is left. */
    void remindBefore(Duration before) {
        Duration quarter = Duration.between(beginsAt, endsAt).dividedBy(4);
        remindAt = endsAt.minus(quarter.compareTo(before) < 0 ? quarter : before);
    }

    void markReminded(Instant at) {
        remindedAt = at;
    }

    /** Its author takes it back, before anybody was told of it. Returns false when they had already. */
    boolean withdraw(WithdrawalPeriod period, String by, Instant at) {
        if (withdrawnAt != null && by.equals(author)) return false;
        period.requireOpen(author, beginsAt, by, at);
        endsAt = at;
        withdrawnAt = at;
        return true;
    }

    /** Ends it now. */
    void lift(String by, String why, Instant at) {
        if (!at.isBefore(endsAt)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "silence-ended",
                    "该静默已经结束，无需解除。",
                    "This silence has ended already; there is nothing to lift.");
        }
        endsAt = at;
        liftedBy = by;
        liftReason = why;
    }
}

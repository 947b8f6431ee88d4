package org.fengqiao.registry.post;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.Masking;

/** Somebody's absence, and who covers for them. */
@Entity
@Table(name = "absence")
class Absence {
    @Id
    UUID id;

    String username;
    Instant awayFrom;
    Instant awayTo;
    String reason;
    String coveredBy;
    String recordedBy;
    Instant recordedAt;

    /** When their alerts were handed over and the stand-ins notified. */
    Instant notifiedAt;

    protected Absence() {}

    Absence(UUID id, String username, Instant awayFrom) {
        this.id = id;
        this.username = username;
        this.awayFrom = awayFrom;
    }

    /** @param coveredBy null for whoever stands in for the post; somebody else has to be notified */
    void record(Instant until, String why, String coveredBy, String by, Instant at) {
        if (!until.isAfter(awayFrom)) {
            throw ProblemException.invalid(
                    "absence-backwards", "缺勤的结束须晚于开始，请更正", "The absence must end after it starts");
        }
        if (username.equals(coveredBy)) {
            throw ProblemException.invalid("absence-self-covered", "代办人不能是缺勤者本人", "Nobody covers for themselves");
        }
        if (!Objects.equals(this.coveredBy, coveredBy)) notifiedAt = null;
        awayTo = until;
        reason = Masking.mask(why);
        this.coveredBy = coveredBy;
        recordedBy = by;
        recordedAt = at;
    }
}

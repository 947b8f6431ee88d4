package org.fengqiao.response;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.hibernate.annotations.DynamicUpdate;

/** What an alert asks of its enterprise. The latest one of an alert counts; {@link EnterpriseTaskWriter} makes them. */
@Entity
@Table(name = "enterprise_task")
@IdClass(EnterpriseTask.Key.class)
@DynamicUpdate
class EnterpriseTask {
    record Key(UUID alertId, Instant requestedAt) implements Serializable {}

    @Id
    UUID alertId;

    @Id
    Instant requestedAt;

    UUID enterpriseId;

    /** Whether somebody has to come, which an officer has to see. */
    boolean onSite;

    Instant dueAt;
    Instant repliedAt;
    String repliedBy;
    String reply;
    List<UUID> attachments = new ArrayList<>();
    Instant doneAt;
    Instant missedAt;
    Instant withdrawnAt;

    protected EnterpriseTask() {}

    /**
     * @param arrived whether an officer saw the person in charge on site
     * @return the event for the history of the alert, empty when the same was said before
     */
    Optional<AlertEvent> reply(String by, StepNote note, boolean arrived, Instant at) {
        if (withdrawnAt != null) throw withdrawn();
        boolean same = by.equals(repliedBy)
                && note.note().equals(reply)
                && note.attachments().equals(attachments);
        boolean completes = doneAt == null && (arrived || !onSite);
        if (same && !completes) return Optional.empty();
        repliedAt = at;
        repliedBy = by;
        reply = note.note();
        attachments = new ArrayList<>(note.attachments());
        if (completes) doneAt = at;
        return Optional.of(completes ? AlertEvent.TASK_DONE : AlertEvent.TASK_REPLIED);
    }

    AlertEvent miss(Instant at) {
        missedAt = at;
        return AlertEvent.TASK_MISSED;
    }

    private static ProblemException withdrawn() {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "task-over",
                "预警已关闭，任务已撤销，无须再答复",
                "The alert is closed and its task withdrawn; no answer is needed any more");
    }
}

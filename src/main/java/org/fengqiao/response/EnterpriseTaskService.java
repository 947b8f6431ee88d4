package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/** The enterprise, which is the responsible party, answers what its alerts ask of it. */
@ApplicationScoped
@Transactional
public class EnterpriseTaskService {
    private final EnterpriseTaskRepository tasks;
    private final EnterpriseTaskQueries queries;
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final AlertClocks clocks;
    private final TaskObservations observations;
    private final EnterpriseAffiliations affiliations;
    private final InstantSource clock;

    EnterpriseTaskService(
            EnterpriseTaskRepository tasks,
            EnterpriseTaskQueries queries,
            AlertRepository alerts,
            AlertHistory history,
            AlertClocks clocks,
            TaskObservations observations,
            EnterpriseAffiliations affiliations,
            InstantSource clock) {
        this.tasks = tasks;
        this.queries = queries;
        this.alerts = alerts;
        this.history = history;
        this.clocks = clocks;
        this.observations = observations;
        this.affiliations = affiliations;
        this.clock = clock;
    }

    /** Who answers: the enterprise itself, or an officer who writes down what it said. */
    public enum ReplyChannel {
        ENTERPRISE,
        OFFICER
    }

    /** The tasks of the enterprise that an account speaks for, the latest first. */
    public List<EnterpriseTaskView> ofRepresentative(String username) {
        return queries.ofEnterprise(enterpriseOf(username, clock.instant()));
    }

    /**
     * Records the enterprise's answer. Where somebody has to come on site, the task is done when an officer saw them.
     *
     * @param arrived whether the officer saw the person in charge on site
     */
    public StepResult reply(UUID id, String by, ReplyChannel channel, boolean arrived, StepNote note) {
        note.requireNote();
        Instant at = clock.instant();
        Alert alert = alerts.lock(id);
        authorise(alert.scope().enterprise(), by, channel, arrived, at);
        EnterpriseTask task = tasks.latestOf(id).orElseThrow(EnterpriseTaskService::none);
        Optional<AlertEvent> event = task.reply(by, note, arrived, at).map(alert::record);
        if (event.isEmpty()) return StepResult.unchanged(alert);
        Map<String, Object> arguments = Map.of("channel", channel, "arrived", arrived);
        history.append(List.of(note.entry(id, event.get(), arguments, by)), at);
        clocks.apply(id, event.get(), by, at);
        if (event.get() == AlertEvent.TASK_DONE) observations.recordDone(task, at);
        return StepResult.recorded(alert);
    }

    /** The enterprise answers for itself alone; that somebody came is recorded by a person not affiliated with it. */
    private void authorise(UUID enterprise, String by, ReplyChannel channel, boolean arrived, Instant at) {
        if (channel == ReplyChannel.ENTERPRISE && !enterpriseOf(by, at).equals(enterprise)) {
            throw ProblemException.forbidden(
                    "not-your-enterprise",
                    "这条预警不是您企业的。请在 /api/v1/enterprise-tasks 查看您的任务。",
                    "This alert is not about your enterprise. See your tasks at /api/v1/enterprise-tasks.");
        }
        if (arrived && (channel == ReplyChannel.ENTERPRISE || affiliations.isAffiliated(by, enterprise, at))) {
            throw ProblemException.forbidden(
                    "arrival-seen-by-an-officer",
                    "到场须由不属于该企业的经办人登记；请只写答复内容",
                    "That somebody came on site is recorded by an officer who does not belong to the enterprise; send the"
                            + " answer alone");
        }
    }

    private UUID enterpriseOf(String username, Instant at) {
        return affiliations
                .representedEnterprise(username, at)
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "speaks-for-nobody",
                        "您的账号尚未绑定企业。请联系劳动办办理。",
                        "Your account is bound to no enterprise yet. Ask the labour office to bind it."));
    }

    private static ProblemException none() {
        return ProblemException.notFound(
                "task-none", "这条预警没有要求企业做什么，无须答复", "This alert asks nothing of the enterprise; no answer is needed");
    }
}

package org.fengqiao.response;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;
import org.fengqiao.registry.observation.NewObservation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.response.AlertActions.StepNote;
import org.fengqiao.response.AlertActions.StepResult;

/**
 * What an alert asks of the enterprise, which is the responsible party: its task, its answer, and the clock it missed.
 * Done and missed are facts of the next assessment.
 */
@ApplicationScoped
public class EnterpriseTaskService implements ScheduledJob {
    /** The indicator of the rule base: 0 done, 1 not answered in time, 2 not on site in time at RED. */

    /** Who these facts come from: the system saw them itself. */
    static final String SOURCE = "enterprise-task";

    private static final String SYSTEM = "SYSTEM";
    private static final int AT_A_TIME = 200;

    private final DataSource database;
    private final EnterpriseTaskRepository tasks;
    private final AlertRepository alerts;
    private final AlertClocks clocks;
    private final ObservationStore observations;
    private final Releases releases;
    private final EnterpriseAffiliations affiliations;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    EnterpriseTaskService(
            DataSource database,
            EnterpriseTaskRepository tasks,
            AlertRepository alerts,
            AlertClocks clocks,
            ObservationStore observations,
            Releases releases,
            EnterpriseAffiliations affiliations,
            InstantSource clock,
            MeterRegistry metrics) {
        this.database = database;
        this.tasks = tasks;
        this.alerts = alerts;
        this.clocks = clocks;
        this.observations = observations;
        this.releases = releases;
        this.affiliations = affiliations;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Who answers: the enterprise itself, or an officer who writes down what it said. */
    public enum ReplyChannel {
        ENTERPRISE,
        OFFICER
    }

    /**
     * Gives enterprises the task of their alerts, which got their tier at this moment and in this transaction.
     *
     * @param former those of the alerts that may have asked for another task before, whose place it takes
     */
    public void give(
            Connection connection,
            Release release,
            Dimension dimension,
            Collection<UUID> alerts,
            Collection<UUID> former,
            Instant at)
            throws SQLException {
        List<Route> asking = release.routes().stream()
                .filter(route -> route.dimension() == dimension)
                .filter(route -> !route.enterpriseTask().zh().isBlank())
                .toList();
        if (!asking.isEmpty() && !alerts.isEmpty()) tasks.give(connection, asking, alerts, former, at);
    }

    /** The alert is closed: nothing is asked any longer. */
    void withdraw(Connection connection, UUID alert, Instant at) throws SQLException {
        tasks.withdraw(connection, alert, at);
    }

    /** All that an alert asked, the latest first. */
    public List<EnterpriseTask> of(UUID alert) {
        return Transactions.inTransaction(database, connection -> tasks.ofAlert(connection, alert));
    }

    /** What is and was asked of the enterprise that an account speaks for, the latest first. */
    public List<EnterpriseTask> ofSpeaker(String username) {
        return Transactions.inTransaction(
                database,
                connection -> tasks.ofEnterprise(connection, enterpriseOf(connection, username, clock.instant())));
    }

    /**
     * Takes the enterprise's answer. Where it has to come on site, it is done when an officer saw that it came.
     *
     * @param arrived whether the officer saw the person in charge on site
     */
    public StepResult reply(UUID alert, String by, ReplyChannel through, boolean arrived, StepNote said) {
        said.withNote();
        return Transactions.inTransaction(database, connection -> {
            Instant at = clock.instant();
            AlertRepository.LockedAlert locked = alerts.lock(connection, alert);
            authorise(connection, locked.place(), by, through, arrived, at);
            EnterpriseTask task =
                    tasks.ofAlert(connection, alert).stream().findFirst().orElseThrow(EnterpriseTaskService::none);
            if (task.withdrawnAt() != null) throw over();
            String state = locked.life().state.name();
            boolean same = by.equals(task.repliedBy())
                    && said.note().equals(task.reply())
                    && Objects.equals(said.attachment(), task.attachment());
            boolean finishes = task.doneAt() == null && (arrived || !task.onSite());
            if (same && !finishes) return StepResult.of(alert, state, false);
            tasks.reply(connection, task, by, said, finishes ? at : task.doneAt(), at);
            String detail = arrived ? through + " ON_SITE" : through.name();
            AlertEvent event = finishes ? AlertEvent.TASK_DONE : AlertEvent.TASK_REPLIED;
            AlertHistory.append(connection, List.of(said.entry(alert, event, detail, by)), at);
            if (finishes) finish(connection, task, at);
            return StepResult.of(alert, state, true);
        });
    }

    private void finish(Connection connection, EnterpriseTask task, Instant at) throws SQLException {
        clocks.meet(connection, task.alert(), "enterprise", at);
        observe(connection, facts(task, "done", 0, at, at), at);
        count(task.missedAt() == null ? "DONE" : "DONE_LATE");
    }

    @Override
    public String name() {
        return "tasks of enterprises";
    }

    /** Notes which enterprises let their clock run out, as facts for the next assessment. Gives back how many. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int some;
        do {
            some = Transactions.inTransaction(database, connection -> missed(connection, at));
            all += some;
        } while (some == AT_A_TIME);
        return all;
    }

    private int missed(Connection connection, Instant at) throws SQLException {
        List<EnterpriseTask> due = tasks.claimDue(connection, at, AT_A_TIME);
        List<NewObservation> facts = new ArrayList<>();
        List<AlertHistoryEntry> history = new ArrayList<>();
        for (EnterpriseTask task : due) {
            tasks.missed(connection, task, at);
            BilingualText note = task.onSite()
                    ? new BilingualText("企业负责人未在限定时间内到场。", "The person in charge did not come on site in time.")
                    : new BilingualText("企业未在限定时间内答复。", "The enterprise did not answer in time.");
            history.add(AlertHistoryEntry.bySystem(task.alert(), AlertEvent.TASK_MISSED, "enterprise", note));
            facts.addAll(facts(task, "missed", task.onSite() ? 2 : 1, task.dueAt(), at));
            count("MISSED");
        }
        AlertHistory.append(connection, history, at);
        observe(connection, facts, at);
        return due.size();
    }

    private void observe(Connection connection, List<NewObservation> facts, Instant at) throws SQLException {
        if (!facts.isEmpty()) observations.store(connection, facts, false, at);
    }

    /** None where the rule base has no indicator for it. */
    private List<NewObservation> facts(
            EnterpriseTask task, String what, double value, Instant occurred, Instant learnt) {
        String row = task.alert() + " " + task.askedAt() + " " + what;
        return releases
                .live()
                .enterpriseTaskIndicator()
                .map(indicator -> new NewObservation(
                        NewObservation.key(SOURCE, row, indicator.code()),
                        task.enterprise(),
                        indicator.code(),
                        value,
                        occurred,
                        learnt,
                        SOURCE,
                        SYSTEM,
                        null,
                        null,
                        false,
                        false,
                        null,
                        false,
                        null))
                .stream()
                .toList();
    }

    private void count(String outcome) {
        metrics.counter("fengqiao_enterprise_tasks", "outcome", outcome).increment();
    }

    /** The enterprise answers for itself alone; that somebody came is seen by one who does not belong to it. */
    private void authorise(
            Connection connection, AlertScope place, String by, ReplyChannel through, boolean arrived, Instant at)
            throws SQLException {
        if (through == ReplyChannel.ENTERPRISE
                && !enterpriseOf(connection, by, at).equals(place.enterprise())) {
            throw ProblemException.forbidden(
                    "not-your-enterprise",
                    "这条预警不是您企业的。请在 /api/v1/enterprise-tasks 查看您的任务。",
                    "This alert is not about your enterprise. See your tasks at /api/v1/enterprise-tasks.");
        }
        if (arrived && (through == ReplyChannel.ENTERPRISE || affiliations.isAffiliated(by, place.enterprise(), at))) {
            throw ProblemException.forbidden(
                    "arrival-seen-by-an-officer",
                    "到场须由不属于该企业的经办人登记；请只写答复内容",
                    "That somebody came on site is recorded by an officer who does not belong to the enterprise; send the"
                            + " answer alone");
        }
    }

    private UUID enterpriseOf(Connection connection, String username, Instant at) throws SQLException {
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

    private static ProblemException over() {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "task-over",
                "预警已关闭，任务已撤销，无须再答复",
                "The alert is closed and its task withdrawn; no answer is needed any more");
    }
}

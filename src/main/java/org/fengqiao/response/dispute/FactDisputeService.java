package org.fengqiao.response.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.observation.ObservationCorrections;
import org.fengqiao.registry.observation.ObservationCorrections.CurrentObservation;
import org.fengqiao.response.StepNote;

/** "This fact is wrong": it is marked at once, goes to the post that answers for its source, and comes back answered. */
@ApplicationScoped
@Transactional
public class FactDisputeService {
    private final DataSource database;
    private final AlertRepository alerts;
    private final FactDisputeRepository disputes;
    private final ObservationCorrections observations;
    private final DisputeCorrespondence correspondence;
    private final AnsweringRights rights;
    private final Ids ids;
    private final InstantSource clock;

    FactDisputeService(
            DataSource database,
            AlertRepository alerts,
            FactDisputeRepository disputes,
            ObservationCorrections observations,
            DisputeCorrespondence correspondence,
            AnsweringRights rights,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.disputes = disputes;
        this.observations = observations;
        this.correspondence = correspondence;
        this.rights = rights;
        this.ids = ids;
        this.clock = clock;
    }

    /** Where a dispute belongs, which decides who may see and answer it. */
    public record DisputeScope(UUID enterprise, Dimension dimension, String areaPath) {}

    /** The id of the dispute; that of the open one if somebody said so before. */
    public UUID raise(UUID alertId, UUID observation, String by, StepNote note) {
        note.requireNote();
        Instant at = clock.instant();
        Alert alert = alerts.get(alertId);
        CurrentObservation fact = factOf(alert, observation);
        Optional<FactDispute> open = disputes.openOf(observation);
        if (open.isPresent()) return open.get().id;
        FactDispute dispute = FactDispute.raise(ids.next(), alert, fact, by, note.note(), at);
        correspondence.send(dispute, alert, note, at);
        disputes.persist(dispute);
        return dispute.id;
    }

    private CurrentObservation factOf(Alert alert, UUID observation) {
        boolean psychological = alert.scope().dimension() == Dimension.CARE;
        return Transactions.inTransaction(
                        database, connection -> observations.find(connection, observation, psychological))
                .filter(found -> found.row().enterpriseId().equals(alert.scope().enterprise()))
                .orElseThrow(() -> ProblemException.notFound(
                        "fact-unknown",
                        "这条预警没有编号为 " + observation + " 的事实，或来源已撤回。事实的编号（key）见 /api/v1/alerts/ID 的 assessment。",
                        "This alert has no fact " + observation
                                + ", or its source has withdrawn it. The keys of its facts"
                                + " are in the assessment of /api/v1/alerts/ID."));
    }

    public DisputeScope scopeOf(UUID id) {
        FactDispute dispute = disputes.findById(id);
        if (dispute == null) throw FactDisputeRepository.unknown(id);
        return new DisputeScope(dispute.enterpriseId, dispute.dimension(), dispute.areaPath);
    }

    /** The source says that the fact stands. */
    public void confirm(UUID id, String by, AnsweringRights.Role role, StepNote note) {
        note.requireNote();
        Instant at = clock.instant();
        FactDispute dispute = lock(id, by, role, at);
        AlertEvent event = dispute.confirm(by, note.note(), at);
        correspondence.answered(dispute, event, by, note, at);
    }

    /**
     * The source corrects the fact; whoever calls this assesses the enterprise again.
     *
     * @param value null to withdraw the fact
     */
    public void correct(UUID id, String by, AnsweringRights.Role role, Double value, StepNote note) {
        note.requireNote();
        Instant at = clock.instant();
        FactDispute dispute = lock(id, by, role, at);
        AlertEvent event = dispute.correct(by, note.note(), at);
        Transactions.inTransaction(database, connection -> {
            Optional<CurrentObservation> current =
                    observations.lock(connection, dispute.observationKey, dispute.isPsychological());
            if (current.isEmpty()) return null; // its source was faster
            if (value == null) observations.withdraw(connection, current.get(), at);
            else if (!observations.correct(connection, current.get(), value, at)) throw same();
            return null;
        });
        correspondence.answered(dispute, event, by, note, at);
    }

    private FactDispute lock(UUID id, String by, AnsweringRights.Role role, Instant at) {
        FactDispute dispute = disputes.lock(id);
        rights.require(dispute, by, role, at);
        return dispute;
    }

    private static ProblemException same() {
        return new ProblemException(
                ErrorKind.INVALID_INPUT,
                "value-same",
                "更正后的值与原值相同。事实无误的，请用 confirm 答复；要撤回的，请不写 value。",
                "The corrected value is the same. If the fact stands, confirm it; to withdraw it, leave \"value\" out.");
    }
}

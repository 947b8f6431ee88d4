package org.fengqiao.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.alerting.raising.AlertCandidate;
import org.fengqiao.alerting.raising.AlertProcessor;
import org.fengqiao.alerting.routing.AlertOwners;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Finding;
import org.fengqiao.assessment.live.AssessmentListeners;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.intake.file.FileImporter;
import org.fengqiao.intake.file.ImportProgress;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.report.AcceptedBatch;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.intake.report.ReportIntake;
import org.fengqiao.intake.report.Reporter;
import org.fengqiao.platform.jdbc.GroupCommit;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.response.EnterpriseTaskService;

/**
 * The stages in their order: what is known → assessment → alert. An event, the pass over everybody and a replay all go
 * through here, and all through the same {@link Assessor}.
 */
@ApplicationScoped
public class WarningPipeline {
    /** Groups of single reports; more at once only wait for each other's rows and processors. */
    private static final int AT_ONCE = 2;
    /** Few enough that one group takes no second. */
    private static final int MOST_TOGETHER = 50;

    private final FileImporter intake;
    private final ReportIntake reports;
    private final FactLoader knowledge;
    private final Releases releases;
    private final LiveAssessor live;
    private final AssessmentStore assessments;
    private final AlertProcessor desk;
    private final Outbox outbox;
    private final EnterpriseTaskService tasks;
    private final AssessmentListeners beside;
    private final DataSource database;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final GroupCommit<ReportIntake.ReportBatch, AcceptedBatch> singles =
            new GroupCommit<>(AT_ONCE, MOST_TOGETHER, this::take);

    WarningPipeline(
            FileImporter intake,
            ReportIntake reports,
            FactLoader knowledge,
            Releases releases,
            LiveAssessor live,
            AssessmentStore assessments,
            AlertProcessor desk,
            Outbox outbox,
            EnterpriseTaskService tasks,
            AssessmentListeners beside,
            DataSource database,
            InstantSource clock,
            MeterRegistry metrics) {
        this.intake = intake;
        this.reports = reports;
        this.knowledge = knowledge;
        this.releases = releases;
        this.live = live;
        this.assessments = assessments;
        this.desk = desk;
        this.outbox = outbox;
        this.tasks = tasks;
        this.beside = beside;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What a batch changed. */
    record BatchOutcome(int assessed, int changed, int raised, int upgraded) {}

    /** Takes in a file, checked against the live release; assessing what it brought is the pass's work. */
    public ImportReport take(ImportRequest request, Consumer<ImportProgress> progress) {
        ImportReport report = intake.run(request, new ReleaseIndicatorCatalogue(releases.live()), progress);
        metrics.counter("fengqiao_rows", "source", report.source(), "outcome", "accepted")
                .increment(report.accepted());
        report.rejectedBy().forEach((reason, rows) -> metrics.counter(
                        "fengqiao_rows", "source", report.source(), "outcome", reason)
                .increment(rows));
        return report;
    }

    /**
     * Takes in what somebody reports and assesses the enterprises it is about: in one transaction, so nothing is stored
     * that is not assessed. Single reports of the same moment share it.
     *
     * @param idempotencyKey null for none
     */
    public AcceptedBatch take(List<ObservationRequest> batch, Reporter caller, String idempotencyKey) {
        ReportIntake.ReportBatch told = new ReportIntake.ReportBatch(batch, caller, idempotencyKey);
        AcceptedBatch accepted =
                batch.size() == 1 ? singles.submit(told) : take(List.of(told)).get(0);
        metrics.counter("fengqiao_rows", "source", "api", "outcome", "accepted")
                .increment(accepted.answer().accepted());
        metrics.counter("fengqiao_rows", "source", "api", "outcome", "rejected")
                .increment(accepted.answer().rejected());
        return accepted;
    }

    private List<AcceptedBatch> take(List<ReportIntake.ReportBatch> told) {
        Assessor assessor = live.get();
        return Transactions.inTransaction(database, connection -> {
            List<AcceptedBatch> taken =
                    reports.accept(connection, told, new ReleaseIndicatorCatalogue(assessor.release()));
            Set<UUID> touched = new LinkedHashSet<>();
            taken.forEach(one -> touched.addAll(one.enterprises()));
            assess(connection, assessor, touched);
            return taken;
        });
    }

    /** Assesses enterprises anew in every dimension, after something was learnt of them. */
    public List<Assessment> assess(Collection<UUID> enterprises) {
        Assessor assessor = live.get();
        return Transactions.inTransaction(database, connection -> assess(connection, assessor, enterprises));
    }

    private List<Assessment> assess(Connection connection, Assessor assessor, Collection<UUID> enterprises)
            throws SQLException {
        if (enterprises.isEmpty()) return List.of();
        AssessmentStore.CurrentAssessments standing = assessments.lockAndRead(connection, enterprises);
        Instant at = instantAfter(standing.latest());
        AssessmentInput known = knowledge.load(connection, enterprises, standing, assessor.release(), at);
        List<Assessment> made = new ArrayList<>();
        for (var entry : known.batches().entrySet()) {
            AssessmentInput.DimensionBatch batch = entry.getValue();
            List<Assessment> assessed = assessor.assess(entry.getKey(), batch.subjects(), at);
            saveAndAlert(
                    connection, assessor, batch, assessed, AssessmentDelta.all(assessed, batch.areaPaths()), at, at);
            beside.publish(entry.getKey(), batch.subjects(), assessed, at);
            made.addAll(assessed);
        }
        metrics.counter("fengqiao_events_assessed").increment(enterprises.size());
        return made;
    }

    /** Now, or just after what stands: the clock of another node that assessed last may be ahead of ours. */
    private Instant instantAfter(Instant standing) {
        Instant now = clock.instant();
        return now.isAfter(standing) ? now : standing.plus(1, ChronoUnit.MICROS);
    }

    /** What the release that is live now makes of what was known at an instant, with its evidence; writes nothing. */
    public Assessment replay(UUID enterprise, Dimension dimension, Instant at) {
        return replay(List.of(enterprise), dimension, at).get(0);
    }

    /** The same with the release that was live at that instant. */
    public Assessment replayWithReleaseLiveAt(UUID enterprise, Dimension dimension, Instant at) {
        return replay(live.prepare(releases.liveAt(at)), List.of(enterprise), dimension, at)
                .get(0);
    }

    /** Of several enterprises, with the release that is live now. */
    public List<Assessment> replay(Collection<UUID> enterprises, Dimension dimension, Instant at) {
        return replay(live.get(), enterprises, dimension, at);
    }

    private List<Assessment> replay(Assessor assessor, Collection<UUID> enterprises, Dimension dimension, Instant at) {
        AssessmentInput known = Transactions.inTransaction(
                database,
                connection -> knowledge.loadDimension(connection, enterprises, dimension, assessor.release(), at));
        return assessor.assess(dimension, known.batches().get(dimension).subjects(), at);
    }

    /**
     * Writes assessments and the alerts that follow from them, in the caller's transaction.
     *
     * @param batch what they were made of, in the same order
     * @param changes what of the assessments is to be written
     * @param at as of when they were assessed; what was assessed as of later stands, and raises no alert
     * @param raisedAt when their alerts are raised and the clocks begin
     */
    BatchOutcome saveAndAlert(
            Connection connection,
            Assessor assessor,
            AssessmentInput.DimensionBatch batch,
            List<Assessment> assessed,
            AssessmentDelta changes,
            Instant at,
            Instant raisedAt)
            throws SQLException {
        if (assessed.isEmpty()) return new BatchOutcome(0, 0, 0, 0);
        // First the assessments: saving them locks their rows, so whoever comes second sees the first one's alerts.
        AssessmentStore.SaveResult saved = assessments.save(connection, assessed, changes);
        List<AlertCandidate> alerting = new ArrayList<>();
        for (int i = 0; i < assessed.size(); i++) {
            Assessment one = assessed.get(i);
            if (!AlertOwners.isAlertable(one) || saved.later().contains(one.enterpriseId())) continue;
            alerting.add(new AlertCandidate(
                    one, batch.subjects().get(i), batch.areaPaths().get(i)));
        }
        AlertProcessor.BatchResult outcome = desk.process(connection, assessor, alerting, raisedAt);
        outbox.put(connection, outcome.notices(), raisedAt);
        Dimension dimension = assessed.get(0).dimension();
        tasks.give(connection, assessor.release(), dimension, outcome.alerts(), outcome.former(), raisedAt);
        return new BatchOutcome(assessed.size(), saved.changed(), outcome.raised(), outcome.upgraded());
    }

    /**
     * Of one dimension, and of a pass only: counted one by one, tiers and rules would tell whoever reads the metrics how one enterprise stands.
     * Care is never counted.
     */
    void recordMetrics(List<Assessment> batch) {
        if (batch.isEmpty() || batch.get(0).dimension() == Dimension.CARE) return;
        Map<Tier, Integer> tiers = new EnumMap<>(Tier.class);
        Map<String, Integer> rules = new HashMap<>();
        for (Assessment assessment : batch) {
            tiers.merge(assessment.tier(), 1, Integer::sum);
            for (Finding finding : assessment.findings())
                rules.merge(finding.rule().id(), 1, Integer::sum);
        }
        String dimension = batch.get(0).dimension().code();
        tiers.forEach(
                (tier, count) -> metrics.counter("fengqiao_assessments", "dimension", dimension, "tier", tier.name())
                        .increment(count));
        rules.forEach((rule, count) ->
                metrics.counter("fengqiao_findings", "rule", rule).increment(count));
    }
}

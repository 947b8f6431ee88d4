package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.demo.city.DemoResources;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.CaseOpening;
import org.fengqiao.mediation.CaseView;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.handover.HandoverService;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.mediation.handover.PackageReceipts;
import org.fengqiao.mediation.mediator.DisputeKind;

/** Mediations, each by one of the ways of mediation-plays.csv, from its opening to its end before a court or without one. */
@ApplicationScoped
class Mediations {
    private static final String RECEIVED_BY = "lead.wuhe";

    /** What is done in a case. */
    private enum Step {
        NOT_ASKED,
        ADD_RESPONDENT,
        WILLING,
        UNWILLING,
        OTHER_MEDIATOR,
        SESSION,
        CONCESSION,
        CONSENT,
        AGREEMENT,
        PERFORMED,
        BREACHED,
        FAILED,
        ELEMENTS,
        CONVERSION,
        HAND_OVER,
        ACCEPTED,
        RETURNED
    }

    /** @param detail of a step: a party, or the days to perform an agreement in */
    private record PlayedStep(int day, Step step, String detail) {}

    private final CaseOpening openings;
    private final MediationService mediations;
    private final HandoverService handovers;
    private final PackageReceipts receipts;
    private final DeskQueries desk;
    private final DemoPapers papers;

    Mediations(
            CaseOpening openings,
            MediationService mediations,
            HandoverService handovers,
            PackageReceipts receipts,
            DeskQueries desk,
            DemoPapers papers) {
        this.openings = openings;
        this.mediations = mediations;
        this.handovers = handovers;
        this.receipts = receipts;
        this.desk = desk;
        this.papers = papers;
    }

    void join(Play play) {
        Map<String, List<PlayedStep>> steps = DemoResources.rows("mediation-steps.csv", row -> row).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("play"),
                        Collectors.mapping(
                                row -> new PlayedStep(
                                        DemoResources.number(row, "day"),
                                        Step.valueOf(row.getField("step")),
                                        row.getField("detail")),
                                Collectors.toList())));
        List<Runnable> scheduled = new ArrayList<>();
        DemoResources.rows("mediation-plays.csv", row -> row).forEach(row -> {
            int from = DemoResources.number(row, "from");
            int to = DemoResources.number(row, "to");
            for (int i = 0; i < DemoResources.number(row, "count"); i++) {
                int number = scheduled.size() + 1;
                SplittableRandom random = play.plan().random("mediation", number);
                Instant at = play.plan().before(to + random.nextInt(from - to + 1), 10);
                scheduled.add(() -> open(play, number, steps.get(row.getField("play")), at));
                if (!at.isBefore(play.plan().delivery(0))) play.at(at, scheduled.get(scheduled.size() - 1));
            }
        });
    }

    /** Nothing, as long as there has been no alert of a dispute. */
    private void open(Play play, int number, List<PlayedStep> steps, Instant at) {
        desk.disputedAlert().ifPresent(alert -> {
            MediationPapers brought = new MediationPapers(number, play, papers);
            DisputeKind kind = number % 3 == 0 ? DisputeKind.SEVERANCE : DisputeKind.WAGES;
            boolean alone = steps.stream().anyMatch(step -> step.step() == Step.ADD_RESPONDENT);
            UUID id = openings.open(alert, RECEIVED_BY, brought.opening(kind, alone));
            SplittableRandom random = play.plan().random("steps", number);
            for (PlayedStep step : steps) {
                Instant then = at.plus(Duration.ofDays(step.day())).plus(Duration.ofMinutes(30 + random.nextInt(360)));
                play.at(then, () -> take(id, step, brought));
            }
        });
    }

    private void take(UUID id, PlayedStep played, MediationPapers brought) {
        CaseView.CaseDetails mediation = mediations.view(id).mediation();
        String by = mediation.mediator();
        MediationPapers papers = brought.broughtBy(by, mediation.areaPath());
        String party = played.detail().equals("RESPONDENT") ? papers.respondent() : papers.applicant();
        switch (played.step()) {
            case NOT_ASKED, WILLING, UNWILLING ->
                mediations.recordWillingness(
                        id, by, party, Willingness.valueOf(played.step().name()));
            case OTHER_MEDIATOR -> openings.replaceMediator(id, by, party);
            case ADD_RESPONDENT -> openings.addParty(id, by, papers.other());
            case SESSION -> mediations.recordSession(id, by, papers.session());
            case CONCESSION -> mediations.recordConcession(id, by, new Concession(party, papers.concession(), null));
            case CONSENT -> mediations.releaseConcession(id, by, 0, papers.signed(party));
            case AGREEMENT -> mediations.recordAgreement(id, by, papers.agreement(Integer.parseInt(played.detail())));
            case PERFORMED -> mediations.recordPerformance(id, by);
            case BREACHED -> mediations.recordBreach(id, by);
            case FAILED -> mediations.endWithoutAgreement(id, by);
            case ELEMENTS -> mediations.updateElements(id, by, papers.elements());
            case CONVERSION -> mediations.requestConversion(id, by, papers.signed(party));
            case HAND_OVER -> handovers.handOver(id, by);
            case ACCEPTED -> receipts.record(id, by, ReceiptState.ACCEPTED, papers.courtNumber(), null);
            case RETURNED -> receipts.record(id, by, ReceiptState.RETURNED, null, played.detail());
        }
    }
}

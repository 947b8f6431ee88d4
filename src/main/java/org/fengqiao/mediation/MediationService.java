package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.CaseQueries.CaseSummary;
import org.fengqiao.mediation.SourceAlerts.SourceAlert;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/** The steps of a mediation: each is one transaction with its entry in the history of the alert. */
@ApplicationScoped
@Transactional
public class MediationService {
    private final MediationCaseRepository cases;
    private final SourceAlerts alerts;
    private final MediatorService mediators;
    private final CaseHistory history;
    private final CaseNotifier notifier;
    private final WorkingCalendars calendars;
    private final InstantSource clock;
    private final Ids ids;

    MediationService(
            MediationCaseRepository cases,
            SourceAlerts alerts,
            MediatorService mediators,
            CaseHistory history,
            CaseNotifier notifier,
            WorkingCalendars calendars,
            InstantSource clock,
            Ids ids) {
        this.cases = cases;
        this.alerts = alerts;
        this.mediators = mediators;
        this.history = history;
        this.notifier = notifier;
        this.calendars = calendars;
        this.clock = clock;
        this.ids = ids;
    }

    /** What a case begins with; the first applicant's reference names it. */
    public record Opening(
            @NotNull DisputeKind kind,
            LocalDate receivedOn,
            @NotEmpty List<@Valid @NotNull Party> parties) {
        private String applicant() {
            return parties.stream()
                    .filter(party -> party.side() == Side.APPLICANT)
                    .map(Party::ref)
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "applicant-missing", "请给出至少一名申请人", "Give at least one party on the side of the applicant"));
        }

        private List<Party> partiesNotAskedYet() {
            return parties.stream()
                    .map(party ->
                            new Party(party.ref(), party.side(), party.sourceSystem(), Willingness.NOT_ASKED, null))
                    .toList();
        }
    }

    /** Opens a case, or returns the one that this applicant has in this alert already. */
    public UUID open(UUID alertId, String by, Opening opening) {
        opening.parties().forEach(MediationService::requireReference);
        String applicant = opening.applicant();
        requireDistinct(opening.parties());
        SourceAlert alert = alerts.lock(alertId);
        Optional<MediationCase> known = cases.findByApplicant(alertId, applicant);
        if (known.isPresent()) return known.get().id();
        Instant now = clock.instant();
        LocalDate receivedOn = opening.receivedOn() == null ? day(now) : opening.receivedOn();
        MediationCase opened = new MediationCase(
                        ids.next(), alert, opening.kind(), applicant, opening.partiesNotAskedYet(), receivedOn)
                .open(by, now);
        assignMediator(opened, AlertEvent.MEDIATION_OPENED, by, now);
        cases.persist(opened);
        return opened.id();
    }

    public CaseSummary recordWillingness(UUID id, String by, String party, Willingness will) {
        return step(
                id,
                by,
                AlertEvent.valueOf("MEDIATION_" + will),
                mediation -> mediation.recordWillingness(party, will, today()));
    }

    public CaseSummary recordSession(UUID id, String by, Session session) {
        Session masked = MediationJson.masked(session, Session.class);
        return step(id, by, AlertEvent.MEDIATION_SESSION_HELD, mediation -> mediation.recordSession(masked));
    }

    public CaseSummary recordConcession(UUID id, String by, Concession concession) {
        Concession masked = MediationJson.masked(concession, Concession.class);
        return step(id, by, AlertEvent.MEDIATION_CONCESSION, mediation -> mediation.recordConcession(masked));
    }

    public CaseSummary releaseConcession(UUID id, String by, int index, PartySignature consent) {
        return step(
                id,
                by,
                AlertEvent.MEDIATION_CONCESSION_RELEASED,
                mediation -> mediation.releaseConcession(index, consent));
    }

    public CaseSummary recordAgreement(UUID id, String by, MediationAgreement agreement) {
        MediationAgreement masked = MediationJson.masked(agreement, MediationAgreement.class);
        return step(id, by, AlertEvent.MEDIATION_AGREED, mediation -> mediation.recordAgreement(masked));
    }

    public CaseSummary recordPerformance(UUID id, String by) {
        return step(id, by, AlertEvent.MEDIATION_PERFORMED, MediationCase::recordPerformance);
    }

    public CaseSummary recordBreach(UUID id, String by) {
        return step(id, by, AlertEvent.MEDIATION_BREACHED, mediation -> mediation.recordBreach(today()));
    }

    public CaseSummary endWithoutAgreement(UUID id, String by) {
        return step(id, by, AlertEvent.MEDIATION_FAILED, mediation -> mediation.endWithoutAgreement(today()));
    }

    public CaseSummary updateElements(UUID id, String by, ElementForm elements) {
        ElementForm masked = MediationJson.masked(elements, ElementForm.class);
        return step(id, by, AlertEvent.MEDIATION_ELEMENTS, mediation -> mediation.updateElements(masked));
    }

    public CaseSummary requestConversion(UUID id, String by, PartySignature request) {
        return step(
                id, by, AlertEvent.MEDIATION_CONVERSION_REQUESTED, mediation -> mediation.requestConversion(request));
    }

    /** A party refuses the mediator: another one is chosen. */
    public CaseSummary replaceMediator(UUID id, String by, String party) {
        MediationCase mediation = cases.lock(id).recuseMediator(party);
        assignMediator(mediation, AlertEvent.MEDIATION_MEDIATOR_CHANGED, by, clock.instant());
        return CaseSummary.of(mediation);
    }

    /** The area that decides who may work on a case; refuses a case that does not exist. */
    public String areaOf(UUID id) {
        return cases.require(id).areaPath;
    }

    public CaseView view(UUID id) {
        MediationCase mediation = cases.require(id);
        return new CaseView(
                CaseView.CaseDetails.of(mediation),
                new BilingualText(mediation.whyZh, mediation.whyEn),
                StatutoryClocks.of(mediation, calendars.current()),
                history.of(mediation));
    }

    private CaseSummary step(UUID id, String by, AlertEvent event, Consumer<MediationCase> step) {
        MediationCase mediation = cases.lock(id);
        step.accept(mediation);
        mediation.scheduleReminder(calendars.current());
        history.add(mediation, event, by, null, clock.instant());
        return CaseSummary.of(mediation);
    }

    private void assignMediator(MediationCase mediation, AlertEvent event, String by, Instant now) {
        MediatorChoice.ChosenMediator chosen = mediators.choose(mediation, now);
        mediation.assignMediator(chosen);
        mediation.scheduleReminder(calendars.current());
        history.add(mediation, event, by, chosen.why(), now);
        BilingualText why = new BilingualText(
                "有一件调解案件由您办理：" + chosen.why().zh(),
                "A mediation is assigned to you: " + chosen.why().en());
        notifier.notifyMediator(mediation, why, now);
    }

    private static void requireReference(Party party) {
        if (party.ref().equals(Masking.mask(party.ref()))) return;
        throw ProblemException.invalid(
                "reference-is-personal",
                "当事人编号不能是身份证号、手机号或银行卡号；请填来源系统的案件编号",
                "The reference of a party is the number of its case in the source system, never the number of an identity"
                        + " card, telephone or bank card");
    }

    private static void requireDistinct(List<Party> parties) {
        if (parties.stream().map(Party::ref).distinct().count() == parties.size()) return;
        throw ProblemException.invalid("party-twice", "当事人编号重复，请核对", "A party is given twice; check the references");
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Time.CITY);
    }
}

package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.CaseQueries.CaseSummary;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.attachment.Attachments;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Caller;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;

/** The steps of a mediation once it is open ({@link CaseOpening}): each is one transaction with its entry in the history of the alert. */
@ApplicationScoped
@Transactional
public class MediationService {
    private final MediationCaseRepository cases;
    private final CaseHistory history;
    private final WorkingCalendars calendars;
    private final Accounts accounts;
    private final Attachments attachments;
    private final InstantSource clock;

    MediationService(
            MediationCaseRepository cases,
            CaseHistory history,
            WorkingCalendars calendars,
            Accounts accounts,
            Attachments attachments,
            InstantSource clock) {
        this.cases = cases;
        this.history = history;
        this.calendars = calendars;
        this.accounts = accounts;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * What decides who may work on a case: those of its area, of mediators only its own, because parties speak to a mediator
     * in confidence.
     *
     * @param mediator null while nobody mediates it
     */
    public record CaseScope(String areaPath, String mediator) {
        private static final Set<Role> SEE_EVERY_CASE = EnumSet.of(
                Role.MEDIATION_LEAD,
                Role.LABOUR_OFFICER,
                Role.LABOUR_OFFICE_HEAD,
                Role.SUBDISTRICT_LEADER,
                Role.DISTRICT_HR,
                Role.AUDITOR,
                Role.ADMINISTRATOR);

        /** Whether the caller sees the cases of every mediator in their area. */
        public static boolean isOpenTo(Caller caller) {
            return SEE_EVERY_CASE.stream().anyMatch(caller::hasRole);
        }

        public void requireAccess(Caller caller) {
            caller.requireArea(areaPath);
            if (isOpenTo(caller) || caller.username().equals(mediator)) return;
            throw ProblemException.forbidden(
                    "not-your-case",
                    "这件调解不由您办理。如需接手，请联系社区调解组长。",
                    "Somebody else mediates this case. To take it over, ask the community mediation lead.");
        }
    }

    public CaseSummary recordWillingness(UUID id, String by, String party, Willingness will) {
        return step(
                id,
                by,
                AlertEvent.valueOf("MEDIATION_" + will),
                List.of(),
                party,
                mediation -> mediation.recordWillingness(party, will, today()));
    }

    public CaseSummary recordSession(UUID id, String by, Session session) {
        Session masked = MediationJson.masked(session, Session.class);
        return step(
                id,
                by,
                AlertEvent.MEDIATION_SESSION_HELD,
                masked.attachments(),
                null,
                mediation -> mediation.recordSession(masked));
    }

    public CaseSummary recordConcession(UUID id, String by, Concession concession) {
        Concession masked = MediationJson.masked(concession, Concession.class);
        return step(
                id,
                by,
                AlertEvent.MEDIATION_CONCESSION,
                PartySignature.attachments(masked.consents()),
                masked.party(),
                mediation -> mediation.recordConcession(masked));
    }

    public CaseSummary releaseConcession(UUID id, String by, int index, PartySignature consent) {
        return step(
                id,
                by,
                AlertEvent.MEDIATION_CONCESSION_RELEASED,
                List.of(consent.attachment()),
                consent.party(),
                mediation -> mediation.releaseConcession(index, consent));
    }

    public CaseSummary recordAgreement(UUID id, String by, MediationAgreement agreement) {
        MediationAgreement masked = MediationJson.masked(agreement, MediationAgreement.class);
        return step(
                id,
                by,
                AlertEvent.MEDIATION_AGREED,
                PartySignature.attachments(masked.signatures()),
                null,
                mediation -> mediation.recordAgreement(masked));
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
        return step(
                id,
                by,
                AlertEvent.MEDIATION_ELEMENTS,
                masked.attachments(),
                null,
                mediation -> mediation.updateElements(masked));
    }

    public CaseSummary requestConversion(UUID id, String by, PartySignature request) {
        return step(
                id,
                by,
                AlertEvent.MEDIATION_CONVERSION_REQUESTED,
                List.of(request.attachment()),
                request.party(),
                mediation -> mediation.requestConversion(request));
    }

    /** What decides who may work on a case; refuses a case that does not exist. */
    public CaseScope scopeOf(UUID id) {
        MediationCase mediation = cases.require(id);
        return new CaseScope(mediation.areaPath, mediation.mediator());
    }

    public CaseView view(UUID id) {
        MediationCase mediation = cases.require(id);
        String mediator = mediation.mediator();
        String name = mediator == null ? null : accounts.displayName(mediator).orElse(mediator);
        return new CaseView(
                CaseView.CaseDetails.of(mediation, name),
                new BilingualText(mediation.whyZh, mediation.whyEn),
                StatutoryClocks.of(mediation, calendars.current()),
                history.of(mediation));
    }

    private CaseSummary step(UUID id, String by, AlertEvent event, Consumer<MediationCase> step) {
        return step(id, by, event, List.of(), null, step);
    }

    /**
     * @param files uploads that the step names, which belong to the case from then on
     * @param party whose step it is; null for that of all
     */
    private CaseSummary step(
            UUID id, String by, AlertEvent event, List<UUID> files, String party, Consumer<MediationCase> step) {
        MediationCase mediation = cases.lock(id);
        step.accept(mediation);
        attachments.attach(files, id, by);
        mediation.scheduleReminder(calendars.current());
        BilingualText who = mediation.file().party(party).map(Party::label).orElse(null);
        history.add(mediation, event, by, who, clock.instant());
        return CaseSummary.of(mediation);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CITY);
    }
}

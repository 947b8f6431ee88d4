package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.CaseQueries.CaseSummary;
import org.fengqiao.mediation.SourceAlerts.SourceAlert;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.mediation.mediator.MediatorService;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/** Opens cases, and brings together who takes part: the parties and the mediator. */
@ApplicationScoped
@Transactional
public class CaseOpening {
    private final MediationCaseRepository cases;
    private final SourceAlerts alerts;
    private final MediatorService mediators;
    private final CaseHistory history;
    private final CaseNotifier notifier;
    private final WorkingCalendars calendars;
    private final InstantSource clock;
    private final Ids ids;

    CaseOpening(
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

    /** @param ref the number of the party in the system that keeps the identity */
    public record NewParty(
            @NotBlank @Pattern(regexp = CaseFile.REFERENCE) String ref,
            @NotNull Side side,
            @NotBlank @Size(max = 60) String sourceSystem) {
        private Party party() {
            if (!ref.equals(Masking.mask(ref))) {
                throw ProblemException.invalid(
                        "reference-is-personal",
                        "当事人编号不能是身份证号、手机号或银行卡号；请填来源系统的案件编号",
                        "The reference of a party is the number of its case in the source system, never the number of an"
                                + " identity card, telephone or bank card");
            }
            return new Party(ref, side, Masking.mask(sourceSystem.strip()), Willingness.NOT_ASKED, null);
        }
    }

    /** What a case begins with; the first applicant's reference names it. Respondents may be added later. */
    public record Opening(
            @NotNull DisputeKind kind,
            LocalDate receivedOn,
            @NotEmpty List<@Valid @NotNull NewParty> parties) {
        private List<Party> distinctParties() {
            if (parties.stream().map(NewParty::ref).distinct().count() < parties.size()) {
                throw ProblemException.invalid(
                        "party-twice", "当事人编号重复，请核对", "A party is given twice; check the references");
            }
            return parties.stream().map(NewParty::party).toList();
        }
    }

    /**
     * Opens a case, or adds the parties that are new to the one that this applicant has in this alert already, and returns
     * its id.
     */
    public UUID open(UUID alertId, String by, Opening opening) {
        List<Party> parties = opening.distinctParties();
        String applicant = firstApplicant(parties);
        SourceAlert alert = alerts.lock(alertId);
        Optional<MediationCase> known = cases.findByApplicant(alertId, applicant);
        if (known.isPresent()) return goOn(cases.lock(known.get().id()), by, opening, parties);
        Instant now = clock.instant();
        LocalDate receivedOn =
                opening.receivedOn() == null ? LocalDate.ofInstant(now, Time.CITY) : opening.receivedOn();
        MediationCase opened =
                new MediationCase(ids.next(), alert, opening.kind(), applicant, parties, receivedOn).open(by, now);
        assignMediator(opened, AlertEvent.MEDIATION_OPENED, by, now);
        cases.persist(opened);
        return opened.id();
    }

    private UUID goOn(MediationCase known, String by, Opening opening, List<Party> parties) {
        if (!known.isAbout(opening.kind(), opening.receivedOn())) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "case-differs",
                    "该申请人在此预警下已有案件 " + known.id() + "，类型或收到日期与所填不同。请在该案件中继续办理。",
                    "This applicant has case " + known.id()
                            + " under this alert already, of another kind or received on"
                            + " another day. Go on in that case.");
        }
        parties.forEach(party -> add(known, by, party));
        return known.id();
    }

    /** Adds a party to a case; one who is in it already changes nothing. */
    public CaseSummary addParty(UUID id, String by, NewParty party) {
        MediationCase mediation = cases.lock(id);
        add(mediation, by, party.party());
        return CaseSummary.of(mediation);
    }

    /** A party refuses the mediator: another one is chosen. */
    public CaseSummary replaceMediator(UUID id, String by, String party) {
        MediationCase mediation = cases.lock(id).recuseMediator(party);
        assignMediator(mediation, AlertEvent.MEDIATION_MEDIATOR_CHANGED, by, clock.instant());
        return CaseSummary.of(mediation);
    }

    private void add(MediationCase mediation, String by, Party party) {
        if (!mediation.addParty(party)) return;
        mediation.scheduleReminder(calendars.current());
        history.add(mediation, AlertEvent.MEDIATION_PARTY_ADDED, by, party.label(), clock.instant());
    }

    private void assignMediator(MediationCase mediation, AlertEvent event, String by, Instant now) {
        MediatorService.ChosenMediator chosen = mediators.choose(mediation.dispute(), mediation.areaPath, now);
        mediation.assignMediator(chosen);
        mediation.scheduleReminder(calendars.current());
        history.add(mediation, event, by, chosen.why(), now);
        BilingualText why = new BilingualText(
                "有一件调解案件由您办理：" + chosen.why().zh(),
                "A mediation is assigned to you: " + chosen.why().en());
        notifier.notifyMediator(mediation, why, now);
    }

    private static String firstApplicant(List<Party> parties) {
        return parties.stream()
                .filter(party -> party.side() == Side.APPLICANT)
                .map(Party::ref)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "applicant-missing", "请给出至少一名申请人", "Give at least one party on the side of the applicant"));
    }
}

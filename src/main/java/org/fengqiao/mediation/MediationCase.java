package org.fengqiao.mediation;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.mediation.SourceAlerts.SourceAlert;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.mediation.mediator.MediatorService;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A mediation: OPENED → MEDIATING (all parties want it) → AGREED → PERFORMED or BREACHED; DECLINED when a party does not want
 * it or no longer does, FAILED when it leads nowhere. What was not settled is handed over only when an applicant asked for
 * that: HANDED_OVER → ACCEPTED, or RETURNED to be corrected. Each step takes effect and returns the case, or is refused.
 */
@Entity
@Table(name = "mediation_case")
public class MediationCase {
    private static final Set<CaseState> UNSETTLED =
            EnumSet.of(CaseState.DECLINED, CaseState.FAILED, CaseState.BREACHED, CaseState.RETURNED);
    /** Once the court has the package, its content stays as it is. */
    private static final Set<CaseState> OPEN_TO_CHANGE =
            EnumSet.complementOf(EnumSet.of(CaseState.HANDED_OVER, CaseState.ACCEPTED, CaseState.PERFORMED));

    @Id
    UUID id;

    UUID alertId;
    UUID enterpriseId;
    String areaPath;
    String externalRef;

    @Enumerated(EnumType.STRING)
    DisputeKind kind;

    @Enumerated(EnumType.STRING)
    CaseState state;

    String mediator;
    String whyZh;
    String whyEn;
    LocalDate receivedOn;
    Instant openedAt;
    String openedBy;

    /** The next day on which somebody must be reminded; null when nothing is left to remind of. */
    LocalDate remindOn;

    List<String> remindersSent = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = CaseFile.JsonConverter.class)
    CaseFile file;

    MediationCase() {}

    /** @param applicant the reference of the first applicant, which names the case within its alert */
    MediationCase(
            UUID id, SourceAlert alert, DisputeKind kind, String applicant, List<Party> parties, LocalDate receivedOn) {
        this.id = id;
        this.alertId = alert.id();
        this.enterpriseId = alert.enterprise();
        this.areaPath = alert.areaPath();
        this.externalRef = applicant;
        this.kind = kind;
        this.receivedOn = receivedOn;
        this.file = new CaseFile(parties, null, null, null, null, null, null, null);
    }

    MediationCase open(String by, Instant at) {
        state = CaseState.OPENED;
        openedBy = by;
        openedAt = at;
        return this;
    }

    MediationCase assignMediator(MediatorService.ChosenMediator chosen) {
        mediator = chosen.username();
        whyZh = chosen.why().zh();
        whyEn = chosen.why().en();
        return this;
    }

    /** @param received null when it was not said */
    boolean isAbout(DisputeKind about, LocalDate received) {
        return kind == about && (received == null || received.equals(receivedOn));
    }

    /**
     * Another party joins, and the case waits for their willingness. Who signed an agreement is settled with it, so nobody
     * joins afterwards. Returns false for a party who is in the case already.
     */
    boolean addParty(Party party) {
        Optional<Party> known = file.party(party.ref());
        if (known.isPresent()) {
            requireSame(known.get(), party);
            return false;
        }
        requireOpen();
        if (file.agreement() != null) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "party-after-agreement",
                    "本案已达成协议，不能再追加当事人。请为该当事人另立案件。",
                    "The case has an agreement already, so no party can join. Open another case for them.");
        }
        with(state == CaseState.MEDIATING ? CaseState.OPENED : state, file.withParty(party));
        return true;
    }

    private static void requireSame(Party known, Party given) {
        if (known.side() == given.side() && known.sourceSystem().equals(given.sourceSystem())) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "party-differs",
                "当事人“" + known.ref() + "”已在本案中，为" + known.side().text().zh() + "，来源系统“" + known.sourceSystem()
                        + "”，与所填不同。请核对编号。",
                "The party \"" + known.ref() + "\" is in the case already, as its "
                        + known.side().text().en() + " from \"" + known.sourceSystem()
                        + "\", which is not what was given. Check the reference.");
    }

    /** Whether a party wants to mediate; each may change its mind until there is an agreement. */
    MediationCase recordWillingness(String party, Willingness will, LocalDate on) {
        require("表明意愿", "asked", CaseState.OPENED, CaseState.MEDIATING);
        requireParty(party);
        CaseFile now = file.withWillingness(party, will, on);
        if (will == Willingness.UNWILLING) return with(CaseState.DECLINED, now.endedOn(on));
        return with(now.isEverybodyWilling() ? CaseState.MEDIATING : CaseState.OPENED, now);
    }

    MediationCase recordSession(Session session) {
        requireBothSides();
        require("登记调解会议", "given a session", CaseState.MEDIATING);
        return with(state, file.withSession(session));
    }

    public MediationCase recordConcession(Concession concession) {
        requireBothSides();
        require("登记让步", "given a concession", CaseState.MEDIATING);
        requireParty(concession.party());
        concession.consents().forEach(consent -> requireParty(consent.party()));
        return with(state, file.withConcession(concession));
    }

    /** A party agrees that a concession may be used before a court. */
    public MediationCase releaseConcession(int index, PartySignature consent) {
        requireOpen();
        requireParty(consent.party());
        if (index < 0 || index >= file.concessions().size()) {
            throw ProblemException.notFound(
                    "concession-unknown", "没有这项让步，请核对序号", "There is no such concession; check its number");
        }
        return with(state, file.withConsent(index, consent));
    }

    public MediationCase recordAgreement(MediationAgreement agreement) {
        requireBothSides();
        require("达成协议", "agreed", CaseState.MEDIATING);
        agreement.signatures().forEach(signature -> requireParty(signature.party()));
        List<String> missing = file.missingSignatures(agreement.signatures());
        if (!missing.isEmpty()) {
            throw ProblemException.invalid(
                    "signature-missing",
                    "协议须由全部当事人签字，请在 signatures 补齐：" + String.join("、", missing),
                    "An agreement is signed by every party; complete \"signatures\" with: "
                            + String.join(", ", missing));
        }
        if (agreement.performBy().isBefore(agreement.effectiveOn())) {
            throw ProblemException.invalid(
                    "performed-before-effective",
                    "履行日期不能早于生效日期",
                    "It cannot have to be performed before it takes effect");
        }
        return with(CaseState.AGREED, file.withAgreement(agreement).endedOn(agreement.effectiveOn()));
    }

    MediationCase recordPerformance() {
        require("登记履行", "performed", CaseState.AGREED, CaseState.BREACHED);
        return with(CaseState.PERFORMED, file);
    }

    public MediationCase recordBreach(LocalDate today) {
        require("登记未履行", "reported as breached", CaseState.AGREED);
        if (!today.isAfter(file.agreement().performBy())) {
            throw ProblemException.invalid(
                    "not-due-yet",
                    "协议履行日期为" + file.agreement().performBy() + "，尚未逾期",
                    "It has to be performed by " + file.agreement().performBy() + ", which has not gone by");
        }
        return with(CaseState.BREACHED, file);
    }

    public MediationCase endWithoutAgreement(LocalDate on) {
        require("终结调解", "ended", CaseState.MEDIATING);
        return with(CaseState.FAILED, file.endedOn(on));
    }

    public MediationCase updateElements(ElementForm elements) {
        requireOpen();
        elements.undisputedFacts().forEach(fact -> fact.confirmedBy().forEach(c -> requireParty(c.party())));
        elements.disputeFoci().forEach(focus -> focus.confirmedBy().forEach(c -> requireParty(c.party())));
        elements.service().forEach(address -> {
            requireParty(address.party());
            address.requireOwnSignature();
        });
        elements.suspensions().forEach(ElementForm.Suspension::check);
        return with(state, file.withElements(elements));
    }

    /** An applicant asks that it goes on before a court; nobody else can. */
    public MediationCase requestConversion(PartySignature asked) {
        requireOpen();
        if (requireParty(asked.party()).side() != Side.APPLICANT) {
            throw ProblemException.invalid(
                    "not-an-applicant", "只有申请人可以要求转入诉讼", "Only an applicant can ask that it goes on before a court");
        }
        return with(state, file.withConversion(asked));
    }

    /** Refuses a case that is settled or away, one that lacks a side, and one that no applicant wants to take to court. */
    public void requireReadyForHandOver() {
        if (!UNSETTLED.contains(state)) throw refused("移送", "handed over");
        requireBothSides();
        if (file.conversion() == null) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "conversion-not-asked",
                    "没有申请人要求转入诉讼的签字记录；不得强制移送。请先登记申请人的意愿。",
                    "No applicant asked for it, and nobody is forced to go to court. Record the applicant's signed request first.");
        }
    }

    public MediationCase handOver() {
        requireReadyForHandOver();
        return with(CaseState.HANDED_OVER, file);
    }

    public MediationCase accept() {
        require("接收", "accepted", CaseState.HANDED_OVER);
        return with(CaseState.ACCEPTED, file);
    }

    public MediationCase returnForCorrection() {
        require("退回", "returned", CaseState.HANDED_OVER);
        return with(CaseState.RETURNED, file);
    }

    /** What a mediator is chosen for. */
    MediatorService.Dispute dispute() {
        return new MediatorService.Dispute(id, kind, enterpriseId, file.recused());
    }

    /** A party refuses the mediator, who then does not come back to this case. */
    MediationCase recuseMediator(String party) {
        require("更换调解员", "given another mediator", CaseState.OPENED, CaseState.MEDIATING);
        requireParty(party);
        return with(state, file.withRecused(mediator));
    }

    /** Returns false when this reminder was sent before. */
    boolean markReminded(CaseReminder reminder) {
        return !remindersSent.contains(reminder.key()) && remindersSent.add(reminder.key());
    }

    /** Schedules the next reminder that was not sent yet. */
    void scheduleReminder(WorkingCalendar calendar) {
        remindOn = CaseReminder.of(this, calendar).stream()
                .filter(reminder -> !remindersSent.contains(reminder.key()))
                .map(CaseReminder::on)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private MediationCase with(CaseState then, CaseFile now) {
        state = then;
        file = now;
        return this;
    }

    public UUID id() {
        return id;
    }

    public UUID alertId() {
        return alertId;
    }

    public UUID enterpriseId() {
        return enterpriseId;
    }

    public CaseState state() {
        return state;
    }

    public String mediator() {
        return mediator;
    }

    public LocalDate receivedOn() {
        return receivedOn;
    }

    public CaseFile file() {
        return file;
    }

    private Party requireParty(String ref) {
        return file.party(ref)
                .orElseThrow(() -> ProblemException.invalid(
                        "party-unknown", "本案没有当事人“" + ref + "”", "The case has no party \"" + ref + "\""));
    }

    private void requireBothSides() {
        if (file.hasBothSides()) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "party-missing",
                "本案须有申请人和被申请人，才能办理这一步。请先追加缺少的当事人：POST /api/v1/mediation-cases/" + id + "/parties，并询问其意愿。",
                "This step needs an applicant and a respondent. Add whoever is missing first, by POST"
                        + " /api/v1/mediation-cases/" + id + "/parties, and ask whether they want to mediate.");
    }

    private void requireOpen() {
        if (!OPEN_TO_CHANGE.contains(state)) throw refused("修改", "changed");
    }

    private void require(String zh, String en, CaseState... allowed) {
        if (!List.of(allowed).contains(state)) throw refused(zh, en);
    }

    private ProblemException refused(String zh, String en) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "mediation-state",
                "本案现为“" + state.text().zh() + "”，不能" + zh + "。请先查看案件。",
                "The case is " + state.text().en() + ", so it cannot be " + en + ". Look at the case first.");
    }
}

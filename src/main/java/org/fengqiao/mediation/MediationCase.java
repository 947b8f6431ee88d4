package org.fengqiao.mediation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.mediation.CaseFile.Concession;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Party;
import org.fengqiao.mediation.CaseFile.PartySignature;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Side;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;

/**
 * A mediation: OPENED → MEDIATING (all parties want it) → AGREED → PERFORMED or BREACHED; DECLINED when a party does not want
 * it or no longer, FAILED when it leads nowhere. What was not settled is handed over only when an applicant asked for that:
 * HANDED_OVER → ACCEPTED, or RETURNED to be mended. Each method gives the case as it is afterwards, or refuses.
 */
public record MediationCase(
        UUID id,
        UUID alertId,
        UUID enterpriseId,
        String areaPath,
        DisputeKind kind,
        CaseState state,
        String mediator,
        LocalDate receivedOn,
        Instant openedAt,
        String openedBy,
        CaseFile file) {

    /** How far it is. */
    public enum CaseState {
        OPENED("已立案，等待当事人表明是否愿意调解", "opened; the parties have yet to say whether they want to mediate"),
        MEDIATING("调解中", "in mediation"),
        DECLINED("当事人不愿调解", "declined by a party"),
        FAILED("调解未成", "without an agreement"),
        AGREED("已达成协议", "agreed"),
        PERFORMED("协议已履行", "performed"),
        BREACHED("协议逾期未履行", "agreed and not performed"),
        HANDED_OVER("已移送", "handed over"),
        RETURNED("移送被退回", "returned by the receiver"),
        ACCEPTED("移送已被接收", "accepted by the receiver");

        private final String zh;
        private final String en;

        CaseState(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public BilingualText text() {
            return new BilingualText(zh, en);
        }
    }

    private static final Set<CaseState> UNSETTLED =
            EnumSet.of(CaseState.DECLINED, CaseState.FAILED, CaseState.BREACHED, CaseState.RETURNED);
    /** Before the court has it; afterwards what stands in the package stays. */
    private static final Set<CaseState> OPEN_TO_CHANGE =
            EnumSet.complementOf(EnumSet.of(CaseState.HANDED_OVER, CaseState.ACCEPTED, CaseState.PERFORMED));

    /** What a party says of mediating; each may change its mind until there is an agreement. */
    MediationCase recordWillingness(String party, Willingness will, LocalDate on) {
        require("表明意愿", "asked", CaseState.OPENED, CaseState.MEDIATING);
        requireParty(party);
        List<Party> parties = new ArrayList<>();
        for (Party one : file.parties()) {
            boolean same = one.ref().equals(party);
            parties.add(same ? new Party(one.ref(), one.side(), one.sourceSystem(), will, on) : one);
        }
        CaseFile now = file.withParties(parties);
        if (will == Willingness.UNWILLING) return with(CaseState.DECLINED, now.endedOn(on));
        boolean all = parties.stream().allMatch(one -> one.will() == Willingness.WILLING);
        return with(all ? CaseState.MEDIATING : CaseState.OPENED, now);
    }

    MediationCase recordSession(Session session) {
        require("登记调解会议", "given a session", CaseState.MEDIATING);
        return with(state, file.withSession(session));
    }

    public MediationCase recordConcession(Concession concession) {
        require("登记让步", "given a concession", CaseState.MEDIATING);
        requireParty(concession.party());
        concession.consents().forEach(consent -> requireParty(consent.party()));
        return with(state, file.withConcessions(CaseFile.plus(file.concessions(), concession)));
    }

    /** A party agrees that a concession may be used before a court. */
    public MediationCase releaseConcession(int index, PartySignature consent) {
        requireOpen();
        requireParty(consent.party());
        if (index < 0 || index >= file.concessions().size()) {
            throw ProblemException.notFound(
                    "concession-unknown", "没有这项让步，请核对序号", "There is no such concession; check its number");
        }
        List<Concession> concessions = new ArrayList<>(file.concessions());
        Concession one = concessions.get(index);
        concessions.set(index, new Concession(one.party(), one.text(), CaseFile.plus(one.consents(), consent)));
        return with(state, file.withConcessions(concessions));
    }

    public MediationCase recordAgreement(MediationAgreement agreement) {
        require("达成协议", "agreed", CaseState.MEDIATING);
        if (!file.signedByAll(agreement.signatures())) {
            throw ProblemException.invalid(
                    "signature-missing",
                    "协议须由全部当事人签字，请补齐签字（signatures）",
                    "An agreement is signed by every party; complete \"signatures\"");
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
        require("登记未履行", "missed", CaseState.AGREED);
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
        elements.service().forEach(address -> requireParty(address.party()));
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

    public MediationCase handOver() {
        if (!UNSETTLED.contains(state)) throw refused("移送", "handed over");
        if (file.conversion() == null) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "conversion-not-asked",
                    "没有申请人要求转入诉讼的签字记录；不得强制移送。请先登记申请人的意愿。",
                    "No applicant asked for it, and nobody is made to go to court. Record the applicant's signed wish first.");
        }
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

    /** A party refuses the mediator, who then does not come back to this case. */
    MediationCase recuseMediator(String party) {
        require("更换调解员", "given another mediator", CaseState.OPENED, CaseState.MEDIATING);
        requireParty(party);
        return with(state, file.withRecused(mediator));
    }

    MediationCase assignMediator(String to) {
        return new MediationCase(
                id, alertId, enterpriseId, areaPath, kind, state, to, receivedOn, openedAt, openedBy, file);
    }

    private MediationCase with(CaseState then, CaseFile now) {
        return new MediationCase(
                id, alertId, enterpriseId, areaPath, kind, then, mediator, receivedOn, openedAt, openedBy, now);
    }

    private Party requireParty(String ref) {
        return file.party(ref)
                .orElseThrow(() -> ProblemException.invalid(
                        "party-unknown", "本案没有当事人“" + ref + "”", "The case has no party \"" + ref + "\""));
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
                "本案现为“" + state.zh + "”，不能" + zh + "。请先查看案件。",
                "The case is " + state.en + ", so it cannot be " + en + ". Look at the case first.");
    }
}

package org.fengqiao.response.mediation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.response.mediation.CaseFile.Agreement;
import org.fengqiao.response.mediation.CaseFile.Concession;
import org.fengqiao.response.mediation.CaseFile.Confirmation;
import org.fengqiao.response.mediation.CaseFile.Party;
import org.fengqiao.response.mediation.CaseFile.Session;
import org.fengqiao.response.mediation.CaseFile.Side;
import org.fengqiao.response.mediation.CaseFile.Will;

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
        State state,
        String mediator,
        LocalDate receivedOn,
        Instant openedAt,
        String openedBy,
        CaseFile file) {

    /** How far it is. */
    public enum State {
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

        State(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public Text text() {
            return new Text(zh, en);
        }
    }

    private static final Set<State> UNSETTLED =
            EnumSet.of(State.DECLINED, State.FAILED, State.BREACHED, State.RETURNED);
    /** Before the court has it; afterwards what stands in the package stays. */
    private static final Set<State> OPEN_TO_CHANGE =
            EnumSet.complementOf(EnumSet.of(State.HANDED_OVER, State.ACCEPTED, State.PERFORMED));

    /** What a party says of mediating; each may change its mind until there is an agreement. */
    MediationCase asked(String party, Will will, LocalDate on) {
        require("表明意愿", "asked", State.OPENED, State.MEDIATING);
        requireParty(party);
        List<Party> parties = new ArrayList<>();
        for (Party one : file.parties()) {
            boolean same = one.ref().equals(party);
            parties.add(same ? new Party(one.ref(), one.side(), one.sourceSystem(), will, on) : one);
        }
        CaseFile now = file.withParties(parties);
        if (will == Will.UNWILLING) return with(State.DECLINED, now.endedOn(on));
        boolean all = parties.stream().allMatch(one -> one.will() == Will.WILLING);
        return with(all ? State.MEDIATING : State.OPENED, now);
    }

    MediationCase met(Session session) {
        require("登记调解会议", "given a session", State.MEDIATING);
        return with(state, file.withSession(session));
    }

    MediationCase offered(Concession concession) {
        require("登记让步", "given a concession", State.MEDIATING);
        requireParty(concession.party());
        concession.consents().forEach(consent -> requireParty(consent.party()));
        return with(state, file.withConcessions(CaseFile.plus(file.concessions(), concession)));
    }

    /** A party agrees that a concession may be used before a court. */
    MediationCase allowed(int index, Confirmation consent) {
        requireOpen();
        requireParty(consent.party());
        if (index < 0 || index >= file.concessions().size()) {
            throw Failure.notFound(
                    "concession-unknown", "没有这项让步，请核对序号", "There is no such concession; check its number");
        }
        List<Concession> concessions = new ArrayList<>(file.concessions());
        Concession one = concessions.get(index);
        concessions.set(index, new Concession(one.party(), one.text(), CaseFile.plus(one.consents(), consent)));
        return with(state, file.withConcessions(concessions));
    }

    MediationCase agreed(Agreement agreement) {
        require("达成协议", "agreed", State.MEDIATING);
        if (!file.signedByAll(agreement.signatures())) {
            throw Failure.invalid(
                    "signature-missing",
                    "协议须由全部当事人签字，请补齐签字（signatures）",
                    "An agreement is signed by every party; complete \"signatures\"");
        }
        if (agreement.performBy().isBefore(agreement.effectiveOn())) {
            throw Failure.invalid(
                    "performed-before-effective",
                    "履行日期不能早于生效日期",
                    "It cannot have to be performed before it takes effect");
        }
        return with(State.AGREED, file.withAgreement(agreement).endedOn(agreement.effectiveOn()));
    }

    MediationCase performed() {
        require("登记履行", "performed", State.AGREED, State.BREACHED);
        return with(State.PERFORMED, file);
    }

    MediationCase missed(LocalDate today) {
        require("登记未履行", "missed", State.AGREED);
        if (!today.isAfter(file.agreement().performBy())) {
            throw Failure.invalid(
                    "not-due-yet",
                    "协议履行日期为" + file.agreement().performBy() + "，尚未逾期",
                    "It has to be performed by " + file.agreement().performBy() + ", which has not gone by");
        }
        return with(State.BREACHED, file);
    }

    MediationCase failed(LocalDate on) {
        require("终结调解", "ended", State.MEDIATING);
        return with(State.FAILED, file.endedOn(on));
    }

    MediationCase filled(Elements elements) {
        requireOpen();
        elements.undisputedFacts().forEach(fact -> fact.confirmedBy().forEach(c -> requireParty(c.party())));
        elements.disputeFoci().forEach(focus -> focus.confirmedBy().forEach(c -> requireParty(c.party())));
        elements.service().forEach(address -> requireParty(address.party()));
        elements.suspensions().forEach(Elements.Suspension::check);
        return with(state, file.withElements(elements));
    }

    /** An applicant asks that it goes on before a court; nobody else can. */
    MediationCase conversionAsked(Confirmation asked) {
        requireOpen();
        if (requireParty(asked.party()).side() != Side.APPLICANT) {
            throw Failure.invalid(
                    "not-an-applicant", "只有申请人可以要求转入诉讼", "Only an applicant can ask that it goes on before a court");
        }
        return with(state, file.withConversion(asked));
    }

    MediationCase handedOver() {
        if (!UNSETTLED.contains(state)) throw refused("移送", "handed over");
        if (file.conversion() == null) {
            throw new Failure(
                    ErrorKind.WRONG_STATE,
                    "conversion-not-asked",
                    "没有申请人要求转入诉讼的签字记录；不得强制移送。请先登记申请人的意愿。",
                    "No applicant asked for it, and nobody is made to go to court. Record the applicant's signed wish first.");
        }
        return with(State.HANDED_OVER, file);
    }

    MediationCase accepted() {
        require("接收", "accepted", State.HANDED_OVER);
        return with(State.ACCEPTED, file);
    }

    MediationCase returned() {
        require("退回", "returned", State.HANDED_OVER);
        return with(State.RETURNED, file);
    }

    /** A party refuses the mediator, who then does not come back to this case. */
    MediationCase without(String party) {
        require("更换调解员", "given another mediator", State.OPENED, State.MEDIATING);
        requireParty(party);
        return with(state, file.withRecused(mediator));
    }

    MediationCase given(String to) {
        return new MediationCase(
                id, alertId, enterpriseId, areaPath, kind, state, to, receivedOn, openedAt, openedBy, file);
    }

    private MediationCase with(State then, CaseFile now) {
        return new MediationCase(
                id, alertId, enterpriseId, areaPath, kind, then, mediator, receivedOn, openedAt, openedBy, now);
    }

    private Party requireParty(String ref) {
        return file.party(ref)
                .orElseThrow(() -> Failure.invalid(
                        "party-unknown", "本案没有当事人“" + ref + "”", "The case has no party \"" + ref + "\""));
    }

    private void requireOpen() {
        if (!OPEN_TO_CHANGE.contains(state)) throw refused("修改", "changed");
    }

    private void require(String zh, String en, State... allowed) {
        if (!List.of(allowed).contains(state)) throw refused(zh, en);
    }

    private Failure refused(String zh, String en) {
        return new Failure(
                ErrorKind.WRONG_STATE,
                "mediation-state",
                "本案现为“" + state.zh + "”，不能" + zh + "。请先查看案件。",
                "The case is " + state.en + ", so it cannot be " + en + ". Look at the case first.");
    }
}

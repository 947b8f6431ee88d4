package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.mediation.CaseHistory;
import org.fengqiao.mediation.CaseNotifier;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationCaseRepository;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/** Records what the receiver did with packages, whether its system answered or an officer was told. */
@ApplicationScoped
@Transactional
public class PackageReceipts {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), 0);
    /** Who brought the receipt when a machine answered; nobody did anything then. */
    private static final String RECEIVER = "receiver";

    private final MediationCaseRepository cases;
    private final PackageRepository packages;
    private final CaseHistory history;
    private final CaseNotifier notifier;
    private final InstantSource clock;

    PackageReceipts(
            MediationCaseRepository cases,
            PackageRepository packages,
            CaseHistory history,
            CaseNotifier notifier,
            InstantSource clock) {
        this.cases = cases;
        this.packages = packages;
        this.history = history;
        this.notifier = notifier;
        this.clock = clock;
    }

    /** A package to be sent by whoever holds the lease. */
    record ClaimedPackage(Lease lease, String json) {}

    /** What an officer was told by a receiver that is no system. The same receipt again changes nothing. */
    public void record(UUID caseId, String by, ReceiptState state, String number, String reason) {
        if (state == ReceiptState.NEW || state == ReceiptState.RETURNED && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid(
                    "receipt-incomplete",
                    "回执应为 ACCEPTED 或 RETURNED；退回须写明原因（reason）",
                    "A receipt is ACCEPTED or RETURNED, and a returned package needs its \"reason\"");
        }
        Receipt receipt = new Receipt(state, Masking.mask(number), Masking.mask(reason), clock.instant());
        record(packages.lockLatest(caseId), receipt, by);
    }

    /** The next package that is due, claimed until it is due again. */
    Optional<ClaimedPackage> claimNext(Instant at) {
        return packages.lockNextDue(at).map(next -> {
            Lease lease = next.claim(at.plus(BACKOFF.after(next.attempts + 1)));
            return new ClaimedPackage(lease, next.json());
        });
    }

    void recordAnswer(Lease lease, CourtClient.Answer answer, Instant at) {
        StoredPackage stored = packages.lock(lease.id());
        if (!lease.isHeld(stored.attempts)) return;
        if (answer.state() == ReceiptState.NEW) {
            stored.markSent(at);
            return;
        }
        Receipt receipt = new Receipt(answer.state(), Masking.mask(answer.number()), Masking.mask(answer.reason()), at);
        record(stored, receipt, RECEIVER);
    }

    void recordFailure(Lease lease, String why) {
        StoredPackage stored = packages.lock(lease.id());
        if (lease.isHeld(stored.attempts)) stored.markFailed(why);
    }

    private void record(StoredPackage stored, Receipt receipt, String by) {
        MediationCase mediation = cases.lock(stored.caseId);
        if (!stored.accept(receipt, by)) return;
        boolean accepted = receipt.state() == ReceiptState.ACCEPTED;
        if (accepted) mediation.accept();
        else mediation.returnForCorrection();
        String about = accepted ? receipt.number() : receipt.reason();
        history.add(
                mediation,
                accepted ? AlertEvent.MEDIATION_ACCEPTED : AlertEvent.MEDIATION_RETURNED,
                by.equals(RECEIVER) ? null : by,
                about == null ? null : new BilingualText(about, about),
                receipt.at());
        if (!accepted) notifier.notifyAll(mediation, returned(stored.revision, receipt), receipt.at());
    }

    private static BilingualText returned(int revision, Receipt receipt) {
        return new BilingualText(
                "移送包第" + revision + "版被退回：" + receipt.reason() + "。请补正后再次移送",
                "Revision " + revision + " of a hand-over package was returned: " + receipt.reason()
                        + ". Correct it and hand it over again");
    }
}

package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.mediation.CaseNotifier;
import org.fengqiao.mediation.MediationCase;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.MediationStore;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;

/** Brings packages to their receiver and writes down what he did with them, whether his system said so or an officer heard it. */
@ApplicationScoped
public class PackageDelivery {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), 0);
    /** Who stands in the history when a machine answered. */
    private static final String RECEIVER = "receiver";

    private final DataSource database;
    private final MediationStore cases;
    private final PackageStore packages;
    private final CaseNotifier news;
    private final InstantSource clock;

    PackageDelivery(
            DataSource database, MediationStore cases, PackageStore packages, CaseNotifier news, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.packages = packages;
        this.news = news;
        this.clock = clock;
    }

    /** What an officer was told by a receiver that is no system. The same receipt again changes nothing. */
    public void recordReceipt(UUID id, String by, ReceiptState state, String number, String reason) {
        if (state == ReceiptState.NEW || state == ReceiptState.RETURNED && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid(
                    "receipt-incomplete",
                    "回执应为 ACCEPTED 或 RETURNED；退回须写明原因（reason）",
                    "A receipt is ACCEPTED or RETURNED, and what was returned needs its \"reason\"");
        }
        Transactions.inTransaction(database, connection -> {
            LitigationPackage made = packages.lockLatest(connection, id)
                    .orElseThrow(() -> HandoverService.none(id))
                    .made();
            cases.lock(connection, id);
            Receipt receipt = new Receipt(state, Masking.mask(number), Masking.mask(reason), clock.instant());
            record(connection, made, receipt, by);
            return null;
        });
    }

    /** Sends the next package that is due; false when there is none. No transaction waits for the receiver's answer. */
    boolean deliverNext(CourtClient receiver, Instant at) {
        Optional<ClaimedPackage> next = Transactions.inTransaction(database, connection -> {
            Optional<PackageStore.StoredPackage> due = packages.claim(connection, at);
            if (due.isEmpty()) return Optional.empty();
            LitigationPackage made = due.get().made();
            int attempt = due.get().attempts() + 1;
            packages.attempt(connection, made.meta().packageId(), at.plus(BACKOFF.after(attempt)));
            return Optional.of(new ClaimedPackage(new Lease(made.meta().packageId(), attempt), made));
        });
        next.ifPresent(claimed -> deliver(claimed, receiver, at));
        return next.isPresent();
    }

    private record ClaimedPackage(Lease lease, LitigationPackage made) {}

    private void deliver(ClaimedPackage claimed, CourtClient receiver, Instant at) {
        Lease lease = claimed.lease();
        try {
            CourtClient.Answer answer = receiver.send(lease.id(), MediationJson.write(claimed.made()));
            Transactions.inTransaction(database, connection -> {
                answered(connection, lease, answer, at);
                return null;
            });
        } catch (DeliveryException e) {
            Transactions.inTransaction(database, connection -> {
                packages.markFailed(connection, lease, e.getMessage());
                return null;
            });
        }
    }

    private void answered(Connection connection, Lease lease, CourtClient.Answer answer, Instant at)
            throws SQLException {
        PackageStore.StoredPackage locked = packages.lock(connection, lease.id());
        if (!lease.isHeld(locked.attempts())) return;
        if (answer.state() == ReceiptState.NEW) {
            packages.markSent(connection, lease.id(), at);
            return;
        }
        LitigationPackage made = locked.made();
        cases.lock(connection, made.meta().caseId());
        Receipt receipt = new Receipt(answer.state(), Masking.mask(answer.number()), Masking.mask(answer.reason()), at);
        record(connection, made, receipt, RECEIVER);
    }

    private void record(Connection connection, LitigationPackage made, Receipt receipt, String by) throws SQLException {
        ReceiptState before = made.meta().receipt().state();
        if (before == receipt.state()) return;
        if (before != ReceiptState.NEW) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "receipt-given",
                    "该移送包已有回执（" + before + "），不能更改",
                    "This package has its receipt already (" + before + "), which stays");
        }
        MediationCase one = cases.find(connection, made.meta().caseId());
        boolean accepted = receipt.state() == ReceiptState.ACCEPTED;
        MediationCase now = accepted ? one.accept() : one.returnForCorrection();
        packages.receipt(connection, made.meta().packageId(), receipt, by);
        cases.save(connection, now);
        String about = accepted ? receipt.number() : receipt.reason();
        BilingualText note = about == null ? null : new BilingualText(about, about);
        cases.event(connection, now, receipt.state().name(), by, note, receipt.at());
        if (!accepted) news.tell(connection, now, returned(made, receipt), receipt.at());
    }

    private static BilingualText returned(LitigationPackage made, Receipt receipt) {
        int revision = made.meta().revision();
        return new BilingualText(
                "移送包第" + revision + "版被退回：" + receipt.reason() + "。请补正后再次移送",
                "Revision " + revision + " of a hand-over package was returned: " + receipt.reason()
                        + ". Mend it and hand it over again");
    }
}

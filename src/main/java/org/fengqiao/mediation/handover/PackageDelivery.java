package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;

/** Sends packages to their receiver. No transaction is open while it waits for an answer. */
@ApplicationScoped
class PackageDelivery {
    private final PackageReceipts receipts;

    PackageDelivery(PackageReceipts receipts) {
        this.receipts = receipts;
    }

    /** Sends the next package that is due; false when there is none. */
    boolean deliverNext(CourtClient receiver, Instant at) {
        Optional<PackageReceipts.ClaimedPackage> next = receipts.claimNext(at);
        next.ifPresent(claimed -> deliver(claimed, receiver, at));
        return next.isPresent();
    }

    private void deliver(PackageReceipts.ClaimedPackage claimed, CourtClient receiver, Instant at) {
        try {
            receipts.recordAnswer(claimed.lease(), receiver.send(claimed.lease().id(), claimed.json()), at);
        } catch (DeliveryException e) {
            receipts.recordFailure(claimed.lease(), e.getMessage());
        }
    }
}

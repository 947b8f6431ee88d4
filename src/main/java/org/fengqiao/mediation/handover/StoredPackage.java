package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.delivery.Lease;

/** A package exactly as it was handed over, its delivery and its receipt. */
@Entity
@Table(name = "litigation_package")
class StoredPackage {
    @Id
    UUID id;

    UUID caseId;
    int revision;
    String body;
    String sha256;
    Instant madeAt;
    String madeBy;

    @Enumerated(EnumType.STRING)
    ReceiptState state;

    String number;
    String reason;
    Instant receiptAt;
    String receiptBy;
    Instant sentAt;
    int attempts;

    /** When to send it (again); null once it has its receipt. */
    Instant nextAt;

    /** Why the last attempt failed; null when it did not. */
    String failure;

    StoredPackage() {}

    /** @param by the user name; the package itself has the name */
    StoredPackage(LitigationPackage made, String by) {
        LitigationPackage.Meta meta = made.meta();
        id = meta.packageId();
        caseId = meta.caseId();
        revision = meta.revision();
        body = MediationJson.write(made);
        sha256 = meta.packageSha256();
        madeAt = meta.handedOverAt();
        madeBy = by;
        state = ReceiptState.NEW;
        nextAt = madeAt;
    }

    /** The package with the receipt there is. */
    LitigationPackage content() {
        return MediationJson.read(body, LitigationPackage.class).with(receipt());
    }

    /** The same as JSON, letter by letter as it was made, whatever the form has become since. */
    String json() {
        ObjectNode made = MediationJson.read(body, ObjectNode.class);
        ((ObjectNode) made.get("meta")).set("receipt", MediationJson.tree(receipt()));
        return MediationJson.write(made);
    }

    private Receipt receipt() {
        return new Receipt(state, number, reason, receiptAt);
    }

    /** Nobody else sends it before that moment, when it is due again unless it has its receipt. */
    Lease claim(Instant until) {
        attempts++;
        nextAt = until;
        return new Lease(id, attempts);
    }

    /** The receiver has it and has not decided yet. */
    void markSent(Instant at) {
        failure = null;
        if (sentAt == null) sentAt = at;
    }

    void markFailed(String why) {
        failure = why;
    }

    /** Returns false when it has this receipt already; refuses another one. */
    boolean accept(Receipt receipt, String by) {
        if (state == receipt.state()) return false;
        if (state != ReceiptState.NEW) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "receipt-given",
                    "该移送包已有回执（" + state.text().zh() + "），不能更改",
                    "This package has its receipt already (" + state.text().en() + "), which stays");
        }
        state = receipt.state();
        number = receipt.number();
        reason = receipt.reason();
        receiptAt = receipt.at();
        receiptBy = by;
        nextAt = null;
        return true;
    }
}

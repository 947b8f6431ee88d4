package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.handover.LitigationPackage.Receipt;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.jdbc.Jdbc;

/** Packages as they were made, in the caller's transaction. */
@ApplicationScoped
class PackageStore {
    private static final String LATEST =
            "select * from litigation_package where case_id = ? order by revision desc limit 1";
    private static final String CLAIM = "select * from litigation_package where next_at <= ? and state = 'NEW'"
            + " order by next_at limit 1 for update skip locked";

    /** @param made with the receipt there is */
    record StoredPackage(LitigationPackage made, int attempts, Instant sentAt, String failure) {}

    Optional<StoredPackage> latest(Connection connection, UUID caseId) throws SQLException {
        return one(connection, LATEST, caseId);
    }

    /** The same, for this transaction; whoever also locks the case does that afterwards. */
    Optional<StoredPackage> lockLatest(Connection connection, UUID caseId) throws SQLException {
        return one(connection, LATEST + " for update", caseId);
    }

    /** One that is known to be there, for this transaction; whoever also locks the case does that afterwards. */
    StoredPackage lock(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from litigation_package where id = ? for update", id)
                .orElseThrow();
    }

    /** The next that is due, for this transaction. */
    Optional<StoredPackage> claim(Connection connection, Instant at) throws SQLException {
        return one(connection, CLAIM, Jdbc.utc(at));
    }

    void insert(Connection connection, LitigationPackage made) throws SQLException {
        String sql =
                "insert into litigation_package (id, case_id, revision, body, sha256, made_at, made_by, state, next_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, 'NEW', ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            var at = Jdbc.utc(made.meta().handedOverAt());
            insert.setObject(1, made.meta().packageId());
            insert.setObject(2, made.meta().caseId());
            insert.setInt(3, made.meta().revision());
            insert.setString(4, MediationJson.write(made));
            insert.setString(5, made.meta().packageSha256());
            insert.setObject(6, at);
            insert.setString(7, made.meta().handedOverBy());
            insert.setObject(8, at);
            insert.executeUpdate();
        }
    }

    void receipt(Connection connection, UUID id, Receipt receipt, String by) throws SQLException {
        String sql = "update litigation_package set state = ?, number = ?, reason = ?, receipt_at = ?, receipt_by = ?,"
                + " next_at = null where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, receipt.state().name());
            update.setString(2, receipt.number());
            update.setString(3, receipt.reason());
            update.setObject(4, Jdbc.utc(receipt.at()));
            update.setString(5, by);
            update.setObject(6, id);
            update.executeUpdate();
        }
    }

    /** It is being sent; nobody else takes it before that moment, when it is sent again unless it has its receipt. */
    void attempt(Connection connection, UUID id, Instant againAt) throws SQLException {
        set(connection, "attempts = attempts + 1, next_at = ?", id, Jdbc.utc(againAt));
    }

    /** It was taken and not decided upon yet. */
    void markSent(Connection connection, UUID id, Instant at) throws SQLException {
        set(connection, "failure = null, sent_at = coalesce(sent_at, ?)", id, Jdbc.utc(at));
    }

    /** Of a claim that was lost nothing is written. */
    void markFailed(Connection connection, Lease lease, String failure) throws SQLException {
        String sql = "update litigation_package set failure = ? where " + Lease.IS_HELD;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, failure);
            update.setObject(2, lease.id());
            update.setInt(3, lease.attempt());
            update.executeUpdate();
        }
    }

    private static void set(Connection connection, String what, UUID id, Object value) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update litigation_package set " + what + " where id = ?")) {
            update.setObject(1, value);
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    private static Optional<StoredPackage> one(Connection connection, String sql, Object value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static StoredPackage read(ResultSet row) throws SQLException {
        Receipt receipt = new Receipt(
                ReceiptState.valueOf(row.getString("state")),
                row.getString("number"),
                row.getString("reason"),
                Jdbc.instant(row, "receipt_at"));
        LitigationPackage made = MediationJson.read(row.getString("body"), LitigationPackage.class);
        return new StoredPackage(
                made.with(receipt), row.getInt("attempts"), Jdbc.instant(row, "sent_at"), row.getString("failure"));
    }
}

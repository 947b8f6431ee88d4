package org.fengqiao.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;

/** Answers given under an idempotency key, in the transaction of what they answer. */
final class IdempotencyKeys {
    private IdempotencyKeys() {}

    /** The answer given before; a second request at the same moment waits here for the first. */
    static Optional<String> answer(Connection connection, String caller, String key, String bodySha256)
            throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 1))")) {
            lock.setString(1, caller + '\u001f' + key);
            lock.execute();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select body_sha256, answer from idempotency_key where caller = ? and key = ?")) {
            select.setString(1, caller);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getString(1).equals(bodySha256)) {
                    throw new Failure(
                            ErrorKind.WRONG_STATE,
                            "idempotency-key-reused",
                            "该 Idempotency-Key 已用于另一请求，请换一个新的",
                            "This Idempotency-Key was used for another request; take a new one");
                }
                return Optional.of(row.getString(2));
            }
        }
    }

    static void keep(Connection connection, String caller, String key, String bodySha256, String answer, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into idempotency_key (caller, key, body_sha256, answer, created_at) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, caller);
            insert.setString(2, key);
            insert.setString(3, bodySha256);
            insert.setString(4, answer);
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}

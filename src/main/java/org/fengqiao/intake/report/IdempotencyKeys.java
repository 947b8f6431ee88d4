package org.fengqiao.intake.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** Answers given under an idempotency key, in the transaction of what they answer. */
final class IdempotencyKeys {
    /** In one order, so that nobody waits in a circle. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(lock, 1)) from (select unnest(?::text[]) as lock) as l";

    private static final String KEPT = """
            select caller, key, body_sha256, answer from idempotency_key
            join unnest(?::text[], ?::text[]) as asked(caller, key) using (caller, key)""";
    private static final String KEEP = """
            insert into idempotency_key (caller, key, body_sha256, answer, created_at)
            select g.*, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as g""";

    private IdempotencyKeys() {}

    record Key(String caller, String key) {}

    record NewAnswer(Key key, String bodySha256, String answer) {}

    /** An answer given before, to a body with that hash. */
    record StoredAnswer(String bodySha256, String answer) {
        String answerFor(String sha256) {
            if (bodySha256.equals(sha256)) return answer;
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "idempotency-key-reused",
                    "该 Idempotency-Key 已用于另一请求，请换一个新的",
                    "This Idempotency-Key was used for another request; take a new one");
        }
    }

    /** The answers given before; a second request at the same moment waits here for the first. */
    static Supplier<Map<Key, StoredAnswer>> find(StatementBatch turn, List<Key> keys) {
        if (keys.isEmpty()) return Map::of;
        if (Set.copyOf(keys).size() < keys.size())
            throw new IllegalStateException("One key twice at once: the second must be told after the first");
        List<String> locks = keys.stream()
                .map(key -> key.caller() + '\u001f' + key.key())
                .sorted()
                .toList();
        turn.add(new SqlStatement<>(LOCK, null, Parameter.array("text", locks, text -> text)));
        return turn.add(new SqlStatement<>(
                KEPT,
                IdempotencyKeys::find,
                Parameter.array("text", keys, Key::caller),
                Parameter.array("text", keys, Key::key)));
    }

    private static Map<Key, StoredAnswer> find(ResultSet row) throws SQLException {
        Map<Key, StoredAnswer> kept = new HashMap<>();
        while (row.next()) {
            kept.put(
                    new Key(row.getString("caller"), row.getString("key")),
                    new StoredAnswer(row.getString("body_sha256"), row.getString("answer")));
        }
        return kept;
    }

    static void store(Connection connection, List<NewAnswer> given, Instant now) throws SQLException {
        if (given.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setObject(1, Jdbc.utc(now));
            Jdbc.setArray(insert, 2, "text", given, one -> one.key().caller());
            Jdbc.setArray(insert, 3, "text", given, one -> one.key().key());
            Jdbc.setArray(insert, 4, "text", given, NewAnswer::bodySha256);
            Jdbc.setArray(insert, 5, "text", given, NewAnswer::answer);
            insert.executeUpdate();
        }
    }
}

package org.fengqiao.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Jdbc;

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

    record Given(Key key, String bodySha256, String answer) {}

    /** An answer given before, to a body with that hash. */
    record Kept(String bodySha256, String answer) {
        String answerTo(String sha256) {
            if (bodySha256.equals(sha256)) return answer;
            throw new Failure(
                    ErrorKind.WRONG_STATE,
                    "idempotency-key-reused",
                    "该 Idempotency-Key 已用于另一请求，请换一个新的",
                    "This Idempotency-Key was used for another request; take a new one");
        }
    }

    /** The answers given before; a second request at the same moment waits here for the first. */
    static Map<Key, Kept> kept(Connection connection, List<Key> keys) throws SQLException {
        Map<Key, Kept> kept = new HashMap<>();
        if (keys.isEmpty()) return kept;
        if (Set.copyOf(keys).size() < keys.size())
            throw new IllegalStateException("One key twice at once: the second must be told after the first");
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            List<String> locks = keys.stream()
                    .map(key -> key.caller() + '\u001f' + key.key())
                    .sorted()
                    .toList();
            Jdbc.setArray(lock, 1, "text", locks, text -> text);
            lock.execute();
        }
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            Jdbc.setArray(select, 1, "text", keys, Key::caller);
            Jdbc.setArray(select, 2, "text", keys, Key::key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kept.put(
                            new Key(row.getString("caller"), row.getString("key")),
                            new Kept(row.getString("body_sha256"), row.getString("answer")));
                }
            }
        }
        return kept;
    }

    static void keep(Connection connection, List<Given> given, Instant now) throws SQLException {
        if (given.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setObject(1, Jdbc.utc(now));
            Jdbc.setArray(insert, 2, "text", given, one -> one.key().caller());
            Jdbc.setArray(insert, 3, "text", given, one -> one.key().key());
            Jdbc.setArray(insert, 4, "text", given, Given::bodySha256);
            Jdbc.setArray(insert, 5, "text", given, Given::answer);
            insert.executeUpdate();
        }
    }
}

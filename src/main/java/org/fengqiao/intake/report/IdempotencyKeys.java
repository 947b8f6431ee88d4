package org.fengqiao.intake.report;

import java.sql.Connection;
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

/** Answers stored under an idempotency key, in the transaction of the request they answer. */
final class IdempotencyKeys {
    /** In a fixed order, so that there is no deadlock. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(lock, 1)) from (select unnest(?::text[]) as lock) as l";

    private static final String FIND = """
            select caller, key, body_sha256, answer from idempotency_key
            join unnest(?::text[], ?::text[]) as wanted(caller, key) using (caller, key)""";
    private static final String STORE = """
            insert into idempotency_key (caller, key, body_sha256, answer, created_at)
            select g.*, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as g""";

    private IdempotencyKeys() {}

    record Key(String caller, String key) {}

    record NewAnswer(Key key, String bodySha256, String answer) {}

    /** An earlier answer, to a request body with this hash. */
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

    /** The earlier answers; a concurrent request with the same key waits here for the first. */
    static Supplier<Map<Key, StoredAnswer>> find(StatementBatch batch, List<Key> keys) {
        if (keys.isEmpty()) return Map::of;
        if (Set.copyOf(keys).size() < keys.size())
            throw new IllegalStateException("The same key twice in one group: the second has to follow the first");
        List<String> locks = keys.stream()
                .map(key -> key.caller() + '\u001f' + key.key())
                .sorted()
                .toList();
        batch.add(SqlStatement.update(LOCK, Parameter.array("text", locks, text -> text)));
        return batch.add(new SqlStatement<>(
                FIND,
                IdempotencyKeys::find,
                Parameter.array("text", keys, Key::caller),
                Parameter.array("text", keys, Key::key)));
    }

    private static Map<Key, StoredAnswer> find(ResultSet rows) throws SQLException {
        Map<Key, StoredAnswer> answers = new HashMap<>();
        while (rows.next()) {
            answers.put(
                    new Key(rows.getString("caller"), rows.getString("key")),
                    new StoredAnswer(rows.getString("body_sha256"), rows.getString("answer")));
        }
        return answers;
    }

    static void store(Connection connection, List<NewAnswer> answers, Instant now) throws SQLException {
        if (answers.isEmpty()) return;
        SqlStatement.update(
                        STORE,
                        Parameter.of(Jdbc.utc(now)),
                        Parameter.array("text", answers, answer -> answer.key().caller()),
                        Parameter.array("text", answers, answer -> answer.key().key()),
                        Parameter.array("text", answers, NewAnswer::bodySha256),
                        Parameter.array("text", answers, NewAnswer::answer))
                .execute(connection);
    }
}

package org.fengqiao.alerting.raising;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** Writes down which notices were held back, and why. */
final class SuppressionWriter {
    /** Of a group there is nothing to come: the lead was told. */
    private static final String PUT = """
            insert into alert_held (at, alert_id, reason, tier, why_zh, why_en, until, silence_id, subject, post_id, ended_at)
            select b.at, g.*, case g.reason when 'GROUPED' then b.at end
            from (select ?::timestamptz as at) b, unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::uuid[], ?::text[], ?::uuid[])
                as g(alert_id, reason, tier, why_zh, why_en, until, silence_id, subject, post_id)""";

    private SuppressionWriter() {}

    private record Held(UUID alert, String tier, NotificationDecision.Suppress hold, UUID supervisor) {}

    static void add(StatementBatch turn, List<AlertChange.DecidedChange> settled, Instant at) {
        List<Held> held = new ArrayList<>();
        for (AlertChange.DecidedChange one : settled) {
            if (!(one.decision() instanceof NotificationDecision.Suppress hold)) continue;
            String tier = one.arrival().assessment().tier().name();
            held.add(new Held(one.arrival().id(), tier, hold, one.supervisor()));
        }
        if (held.isEmpty()) return;
        turn.add(new SqlStatement<>(
                PUT,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", held, Held::alert),
                holds("text", held, hold -> hold.reason().name()),
                Parameter.array("text", held, Held::tier),
                holds("text", held, hold -> hold.why().zh()),
                holds("text", held, hold -> hold.why().en()),
                holds("timestamptz", held, hold -> Jdbc.utc(hold.until())),
                holds("uuid", held, NotificationDecision.Suppress::silence),
                holds("text", held, NotificationDecision.Suppress::subject),
                Parameter.array("uuid", held, Held::supervisor)));
    }

    private static Parameter holds(
            String type, List<Held> held, Function<NotificationDecision.Suppress, Object> value) {
        return Parameter.array(type, held, one -> value.apply(one.hold()));
    }
}

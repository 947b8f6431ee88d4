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

/** Records which notices were suppressed, and why. */
final class SuppressionWriter {
    /** What a group suppressed has ended already: the lead was notified. */
    private static final String PUT = """
            insert into alert_suppression (at, alert_id, reason, tier, until, silence_id, subject, post_id, ended_at)
            select b.at, g.*, case g.reason when 'GROUPED' then b.at end
            from (select ?::timestamptz as at) b, unnest(?::uuid[], ?::text[], ?::text[],
                ?::timestamptz[], ?::uuid[], ?::text[], ?::uuid[])
                as g(alert_id, reason, tier, until, silence_id, subject, post_id)""";

    private SuppressionWriter() {}

    private record Suppressed(UUID alert, String tier, NotificationDecision.Suppress decision, UUID supervisor) {}

    static void add(StatementBatch batch, List<AlertChange.DecidedChange> decided, Instant at) {
        List<Suppressed> suppressed = new ArrayList<>();
        for (AlertChange.DecidedChange one : decided) {
            if (!(one.decision() instanceof NotificationDecision.Suppress decision)) continue;
            String tier = one.change().assessment().tier().name();
            suppressed.add(new Suppressed(one.alert().id(), tier, decision, one.supervisor()));
        }
        if (suppressed.isEmpty()) return;
        batch.add(new SqlStatement<>(
                PUT,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", suppressed, Suppressed::alert),
                decisions("text", suppressed, decision -> decision.reason().name()),
                Parameter.array("text", suppressed, Suppressed::tier),
                decisions("timestamptz", suppressed, decision -> Jdbc.utc(decision.until())),
                decisions("uuid", suppressed, NotificationDecision.Suppress::silence),
                decisions("text", suppressed, NotificationDecision.Suppress::subject),
                Parameter.array("uuid", suppressed, Suppressed::supervisor)));
    }

    private static Parameter decisions(
            String type, List<Suppressed> suppressed, Function<NotificationDecision.Suppress, Object> value) {
        return Parameter.array(type, suppressed, one -> value.apply(one.decision()));
    }
}

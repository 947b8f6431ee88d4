package org.fengqiao.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Turn;

/** Writes down which notices were held back, and why. */
final class HeldStore {
    /** Of a group there is nothing to come: the lead was told. */
    private static final String PUT = """
            insert into alert_held (at, alert_id, reason, tier, why_zh, why_en, until, silence_id, subject, post_id, ended_at)
            select b.at, g.*, case g.reason when 'GROUPED' then b.at end
            from (select ?::timestamptz as at) b, unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::uuid[], ?::text[], ?::uuid[])
                as g(alert_id, reason, tier, why_zh, why_en, until, silence_id, subject, post_id)""";

    private HeldStore() {}

    private record Held(UUID alert, String tier, Telling.Hold hold, UUID supervisor) {}

    static void put(Turn turn, List<Arrival.Settled> settled, Instant at) {
        List<Held> held = new ArrayList<>();
        for (Arrival.Settled one : settled) {
            if (!(one.telling() instanceof Telling.Hold hold)) continue;
            String tier = one.arrival().assessment().tier().name();
            held.add(new Held(one.arrival().id(), tier, hold, one.supervisor()));
        }
        if (held.isEmpty()) return;
        turn.add(new Question<>(
                PUT,
                null,
                Value.of(Jdbc.utc(at)),
                Value.array("uuid", held, Held::alert),
                holds("text", held, hold -> hold.reason().name()),
                Value.array("text", held, Held::tier),
                holds("text", held, hold -> hold.why().zh()),
                holds("text", held, hold -> hold.why().en()),
                holds("timestamptz", held, hold -> Jdbc.utc(hold.until())),
                holds("uuid", held, Telling.Hold::silence),
                holds("text", held, Telling.Hold::subject),
                Value.array("uuid", held, Held::supervisor)));
    }

    private static Value holds(String type, List<Held> held, Function<Telling.Hold, Object> value) {
        return Value.array(type, held, one -> value.apply(one.hold()));
    }
}

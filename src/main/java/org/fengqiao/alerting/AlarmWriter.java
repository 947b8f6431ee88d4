package org.fengqiao.alerting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;

/** Raises operational alarms about alerts: what the system has to tell a person about itself. */
public final class AlarmWriter {
    private static final String RAISE = """
            insert into operational_alarm (raised_at, kind, id, subject, zh, en)
            select ?::timestamptz, ?::text, g.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as g
            on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null
            where operational_alarm.cleared_at is not null""";

    private AlarmWriter() {}

    /** @param subject what it is about; it is raised once until it is cleared */
    public record Alarm(UUID id, String subject, BilingualText text) {}

    public static void raise(StatementBatch batch, String kind, List<Alarm> alarms, Instant at) {
        if (alarms.isEmpty()) return;
        batch.add(new SqlStatement<>(
                RAISE,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.of(kind),
                Parameter.array("uuid", alarms, Alarm::id),
                Parameter.array("text", alarms, Alarm::subject),
                Parameter.array("text", alarms, alarm -> alarm.text().zh()),
                Parameter.array("text", alarms, alarm -> alarm.text().en())));
    }
}

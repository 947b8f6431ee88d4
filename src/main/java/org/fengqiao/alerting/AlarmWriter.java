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
            on conflict (kind, subject) do update set zh = excluded.zh, en = excluded.en, cleared_at = null,
                raised_at = case when operational_alarm.cleared_at is null then operational_alarm.raised_at
                    else excluded.raised_at end
            where operational_alarm.cleared_at is not null or operational_alarm.zh <> excluded.zh""";

    private static final String CLEAR_OTHERS = """
            update operational_alarm set cleared_at = ?
            where kind = ? and cleared_at is null and subject <> all(?)""";

    private static final String CLEAR =
            "update operational_alarm set cleared_at = ?" + " where kind = ? and subject = ? and cleared_at is null";

    private AlarmWriter() {}

    /** @param subject what it is about; it is raised once until it is cleared */
    public record Alarm(UUID id, String subject, BilingualText text) {}

    /** Raises these alarms of a kind, and clears all others of it. */
    public static void replace(StatementBatch batch, String kind, List<Alarm> alarms, Instant at) {
        raise(batch, kind, alarms, at);
        batch.add(new SqlStatement<>(
                CLEAR_OTHERS,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.of(kind),
                Parameter.array("text", alarms, Alarm::subject)));
    }

    /** What an open alarm says is brought up to date; it stays as old as it is. */
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

    /** What it was about is well again. */
    public static void clear(StatementBatch batch, String kind, String subject, Instant at) {
        batch.add(SqlStatement.update(CLEAR, Parameter.of(Jdbc.utc(at)), Parameter.of(kind), Parameter.of(subject)));
    }
}

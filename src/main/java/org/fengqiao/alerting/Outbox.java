package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** Notices that wait to be delivered, written in the transaction of what they tell of: neither is there without the other. */
@ApplicationScoped
public class Outbox {
    /** What the nodes that deliver listen to. */
    public static final String CHANNEL = "fengqiao_notification";

    /** The database rings when the transaction is committed, and not when it is rolled back. */
    public static final String NOTIFY = "select pg_notify('" + CHANNEL + "', ?)";

    private static final String PUT = """
            insert into notification (made_at, next_at, id, kind, alert_id, post_id, username, tier, severity, why_zh, why_en)
            select b.at, b.at, g.* from (select ?::timestamptz as at) b, unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[],
                ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[]) as g""";

    /** As much as the database takes, in bytes, and some room. */
    private static final int LONGEST_CALL = 7_000;

    private final Ids ids;

    Outbox(Ids ids) {
        this.ids = ids;
    }

    /** Writes notices in the caller's transaction. */
    public void put(Connection connection, List<Notice> notices, Instant at) throws SQLException {
        if (notices.isEmpty()) return;
        StatementBatch turn = new StatementBatch();
        turn.add(new SqlStatement<>(
                PUT,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", notices, notice -> ids.next()),
                Parameter.array("text", notices, notice -> notice.kind().name()),
                Parameter.array("uuid", notices, Notice::alertId),
                Parameter.array("uuid", notices, Notice::postId),
                Parameter.array("text", notices, notice -> notice.username().orElse(null)),
                Parameter.array("text", notices, notice -> notice.tier().name()),
                Parameter.array("int2", notices, notice -> notice.tier().ordinal()),
                Parameter.array("text", notices, notice -> notice.why().zh()),
                Parameter.array("text", notices, notice -> notice.why().en())));
        turn.add(new SqlStatement<>(NOTIFY, null, Parameter.of(names(notices))));
        turn.execute(connection);
    }

    /** For whom the bell tolls, for the pages they have open; empty when these are too many. */
    private static String names(List<Notice> notices) {
        String names = notices.stream()
                .flatMap(notice -> notice.username().stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        return names.getBytes(StandardCharsets.UTF_8).length > LONGEST_CALL ? "" : names;
    }
}

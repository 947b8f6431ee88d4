package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** Notices that wait to be delivered, written in the transaction of what they are about: neither exists without the other. */
@ApplicationScoped
public class Outbox {
    /** The channel that delivering nodes listen to. */
    public static final String CHANNEL = "fengqiao_notification";

    /** Wakes the delivering nodes when the transaction commits. */
    public static final String NOTIFY = "select pg_notify('" + CHANNEL + "', ?)";

    private static final String INSERT = """
            insert into notification (made_at, next_at, id, kind, alert_id, post_id, username, tier, severity, why_zh, why_en)
            select b.at, b.at, g.* from (select ?::timestamptz as at) b, unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[],
                ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[]) as g""";

    /** In bytes; the database takes just under 8,000. */
    private static final int MAX_PAYLOAD = 7_000;

    private final DataSource database;
    private final Ids ids;

    Outbox(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Writes notices in the caller's transaction. */
    public void put(List<Notice> notices, Instant at) {
        Transactions.inTransaction(database, connection -> {
            put(connection, notices, at);
            return null;
        });
    }

    /** Writes notices in the caller's transaction. */
    public void put(Connection connection, List<Notice> notices, Instant at) throws SQLException {
        if (notices.isEmpty()) return;
        StatementBatch batch = new StatementBatch();
        batch.add(new SqlStatement<>(
                INSERT,
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
        batch.add(new SqlStatement<>(NOTIFY, null, Parameter.of(usernames(notices))));
        batch.execute(connection);
    }

    /** The recipients, for the pages they have open; empty when these are too many. */
    private static String usernames(List<Notice> notices) {
        String names = notices.stream()
                .flatMap(notice -> notice.username().stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        return names.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD ? "" : names;
    }
}

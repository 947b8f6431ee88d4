package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.gateway.GatewayReports.GatewayReport;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** What a gateway reports of messages it took; one that did not arrive is not told, and goes the next way. */
@ApplicationScoped
public class DeliveryReports {
    private static final String RECORD = """
            update notification_attempt a set report = ?, reported_at = ?
            from (select notification_id, no from notification_attempt where reference = ? and channel = ?
                and outcome = 'SENT' order by at desc limit 1) latest
            where a.notification_id = latest.notification_id and a.no = latest.no and a.report is distinct from ?
            returning a.notification_id""";

    private static final String REOPEN = """
            update notification set state = 'WAITING', channel_no = channel_no + 1, channel_failures = 0, next_at = ?,
                delivered_to = null, sent_by = null, sent_at = null, follow_up_at = null
            where id = any(?) and state = 'SENT' and sent_by = ?""";

    private final DataSource database;

    DeliveryReports(DataSource database) {
        this.database = database;
    }

    /** Records reports; of a message nobody knows, and the same again, nothing changes. */
    public void record(ChannelType channel, List<GatewayReport> reports, Instant at) {
        for (GatewayReport report : reports)
            Transactions.inTransaction(database, connection -> {
                record(connection, channel, report, at);
                return null;
            });
    }

    private static void record(Connection connection, ChannelType channel, GatewayReport report, Instant at)
            throws SQLException {
        Parameter word = Parameter.of(report.delivered() ? "DELIVERED" : "FAILED");
        Parameter now = Parameter.of(Jdbc.utc(at));
        Parameter name = Parameter.of(channel.name());
        List<UUID> known = SqlStatement.list(
                        RECORD,
                        row -> row.getObject(1, UUID.class),
                        word,
                        now,
                        Parameter.of(report.reference()),
                        name,
                        word)
                .execute(connection);
        if (known.isEmpty() || report.delivered()) return;
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(REOPEN, now, Parameter.uuids(known), name));
        batch.add(new SqlStatement<>(Outbox.NOTIFY, null, Parameter.of("")));
        batch.execute(connection);
    }
}

package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.WithdrawalPeriod;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/** Claims the notifications that are due, in a short transaction of its own: none is open while somebody is being told. */
@ApplicationScoped
class NotificationClaims {
    private static final String CLAIM = """
            update notification n set next_at = ?, attempts = n.attempts + 1
            from (select id from notification where state = 'WAITING' and next_at <= ?
                  order by severity desc, next_at limit ? for update skip locked) due
            where n.id = due.id returning n.id""";

    private static final String READ = """
            select n.*, a.dimension, a.owner_post, a.acknowledged_at, a.acknowledged_by, a.closed_at, e.name as enterprise,
                p.kind as post_kind, p.zh, p.en, p.area_path, r.ended_at as request_ended_at, c.id as mediation_case
            from notification n
            left join alert a on a.id = n.alert_id
            left join enterprise e on e.id = a.enterprise_id
            left join post p on p.id = n.post_id
            left join alert_request r on r.id = n.subject_id
            left join lateral (select id from mediation_case where n.kind = 'MEDIATION' and alert_id = n.alert_id
                order by coalesce(mediator = n.username, false) desc, id desc limit 1) c on true
            where n.id = any(?) order by n.severity desc, n.made_at""";

    private final DataSource database;
    private final WithdrawalPeriod period;

    NotificationClaims(DataSource database, WithdrawalPeriod period) {
        this.database = database;
        this.period = period;
    }

    /** Whoever does not write the outcome within the lease has lost the claim. */
    List<ClaimedNotification> claim(Instant at, Duration lease, int limit) {
        return Transactions.inTransaction(database, connection -> {
            List<UUID> claimed = StatementBatch.execute(
                    connection,
                    new SqlStatement<>(
                            CLAIM,
                            NotificationClaims::ids,
                            Parameter.of(Jdbc.utc(at.plus(lease))),
                            Parameter.of(Jdbc.utc(at)),
                            Parameter.of(limit)));
            return claimed.isEmpty() ? List.of() : announceHeld(connection, read(connection, claimed));
        });
    }

    /** Pages hear of what was held when it is first claimed; of the rest they heard when it was made. */
    private static List<ClaimedNotification> announceHeld(Connection connection, List<ClaimedNotification> claimed)
            throws SQLException {
        String released = claimed.stream()
                .filter(notification -> notification.kind().isHeld())
                .filter(notification -> notification.lease().attempt() == 1 && notification.username() != null)
                .map(ClaimedNotification::username)
                .distinct()
                .collect(Collectors.joining("\n"));
        if (!released.isEmpty())
            SqlStatement.update(Outbox.NOTIFY, Parameter.of(released)).execute(connection);
        return claimed;
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) ids.add(rows.getObject(1, UUID.class));
        return ids;
    }

    private List<ClaimedNotification> read(Connection connection, List<UUID> ids) throws SQLException {
        return StatementBatch.execute(connection, new SqlStatement<>(READ, this::notifications, Parameter.uuids(ids)));
    }

    private List<ClaimedNotification> notifications(ResultSet rows) throws SQLException {
        List<ClaimedNotification> claimed = new ArrayList<>();
        while (rows.next()) claimed.add(notification(rows));
        return claimed;
    }

    private ClaimedNotification notification(ResultSet rows) throws SQLException {
        return new ClaimedNotification(
                new Lease(rows.getObject("id", UUID.class), rows.getInt("attempts")),
                Notice.Kind.valueOf(rows.getString("kind")),
                Tier.valueOf(rows.getString("tier")),
                new BilingualText(rows.getString("why_zh"), rows.getString("why_en")),
                Jdbc.instant(rows, "made_at"),
                rows.getString("username"),
                rows.getInt("channel_no"),
                rows.getInt("channel_failures"),
                List.of((String[]) rows.getArray("unreached").getArray()),
                rows.getBoolean("must_answer"),
                Jdbc.instant(rows, "sent_at"),
                post(rows),
                alert(rows),
                rows.getObject("request_ended_at") != null);
    }

    private static ClaimedNotification.RecipientPost post(ResultSet rows) throws SQLException {
        UUID id = rows.getObject("post_id", UUID.class);
        if (id == null) return null;
        return new ClaimedNotification.RecipientPost(
                id,
                PostKind.valueOf(rows.getString("post_kind")),
                new BilingualText(rows.getString("zh"), rows.getString("en")),
                rows.getString("area_path"));
    }

    private ClaimedNotification.AlertSnapshot alert(ResultSet rows) throws SQLException {
        UUID id = rows.getObject("alert_id", UUID.class);
        if (id == null) return null;
        Instant acknowledged = Jdbc.instant(rows, "acknowledged_at");
        return new ClaimedNotification.AlertSnapshot(
                id,
                "care".equals(rows.getString("dimension")),
                rows.getObject("owner_post", UUID.class),
                rows.getObject("mediation_case", UUID.class),
                rows.getString("enterprise"),
                acknowledged,
                acknowledged == null ? null : period.endOf(acknowledged),
                rows.getString("acknowledged_by"),
                Jdbc.instant(rows, "closed_at"));
    }
}

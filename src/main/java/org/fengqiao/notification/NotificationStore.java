package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.reach.BrokenChannels;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** Writes what came of claimed notifications, each in a short transaction. Whoever lost the claim writes nothing any more. */
@ApplicationScoped
class NotificationStore {
    private static final String LOG = "insert into notification_attempt (notification_id, no, at, username, channel,"
            + " destination, outcome, detail, reference) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String PASS_ON = """
            insert into notification (id, kind, alert_id, post_id, username, tier, why_zh, why_en, made_at, next_at,
                severity, subject_id, passed_from, unreached, must_answer)
            select ?, kind, alert_id, ?, ?, tier, ?, ?, ?, ?, severity, subject_id, id, array_append(unreached, ?), ?
            from notification where id = ?""";

    private final DataSource database;
    private final Ids ids;
    private final Duration followUp;

    NotificationStore(
            DataSource database, Ids ids, @ConfigProperty(name = "fengqiao.delivery.follow-up") Duration followUp) {
        this.database = database;
        this.ids = ids;
        this.followUp = followUp;
    }

    /**
     * What came of trying a channel, for the log of attempts.
     *
     * @param failure null when it was sent
     * @param reference what the receiver calls the message; null where it reports nothing later
     */
    record DeliveryAttempt(String person, Destination destination, String failure, String reference, Instant at) {
        static DeliveryAttempt sent(String person, Destination destination, String reference, Instant at) {
            return new DeliveryAttempt(person, destination, null, reference, at);
        }

        static DeliveryAttempt failed(String person, Destination destination, String failure, Instant at) {
            return new DeliveryAttempt(person, destination, failure, null, at);
        }
    }

    void markSent(ClaimedNotification notification, DeliveryAttempt attempt) {
        Instant next = notification.needsAnswer() ? attempt.at().plus(followUp) : null;
        settle(
                notification,
                attempt,
                "state = 'SENT', delivered_to = ?, sent_by = ?, sent_at = ?, follow_up_at = ?",
                Parameter.of(attempt.person()),
                Parameter.of(attempt.destination().type().name()),
                Parameter.of(Jdbc.utc(attempt.at())),
                Parameter.of(Jdbc.utc(next)));
    }

    /** Nobody answered, and there is no other way: it stays with whoever was told last. */
    void leaveSent(ClaimedNotification notification) {
        settle(notification, null, "state = 'SENT'");
    }

    /** Nobody needs to be told any more. */
    void stop(ClaimedNotification notification) {
        settle(notification, null, "state = 'STOPPED'");
    }

    /** Not tried: quiet hours, a receiver that is busy, or a node that stops. */
    void postpone(ClaimedNotification notification, Instant until) {
        settle(notification, null, "next_at = ?", Parameter.of(Jdbc.utc(until)));
    }

    void retry(ClaimedNotification notification, DeliveryAttempt attempt, int channel, int failures, Instant at) {
        settle(
                notification,
                attempt,
                "channel_no = ?, channel_failures = ?, next_at = ?",
                Parameter.of(channel),
                Parameter.of(failures),
                Parameter.of(Jdbc.utc(at)));
    }

    /** Remembers that a channel of a person failed until another way was taken. */
    void markBroken(DeliveryAttempt attempt) {
        SqlStatement<Void> mark =
                BrokenChannels.mark(attempt.person(), attempt.destination(), attempt.failure(), attempt.at());
        Transactions.inTransaction(database, connection -> mark.execute(connection));
    }

    /**
     * Ends this one and makes another for the next person, in one transaction.
     *
     * @param attempt the last one, or null when there was none
     * @param unreached whoever it was for; empty when there was nobody
     */
    void passOn(
            ClaimedNotification notification,
            DeliveryAttempt attempt,
            String unreached,
            FallbackRecipients.FallbackRecipient next,
            BilingualText why,
            Instant at) {
        Transactions.inTransaction(database, connection -> {
            if (!settle(connection, notification, attempt, "state = 'PASSED_ON'")) return null;
            StatementBatch batch = new StatementBatch();
            batch.add(new SqlStatement<>(
                    PASS_ON,
                    null,
                    Parameter.of(ids.next()),
                    Parameter.of(next.post()),
                    Parameter.of(next.username()),
                    Parameter.of(why.zh()),
                    Parameter.of(why.en()),
                    Parameter.of(Jdbc.utc(at)),
                    Parameter.of(Jdbc.utc(at)),
                    Parameter.of(unreached),
                    Parameter.of(notification.needsAnswer()),
                    Parameter.of(notification.id())));
            batch.add(new SqlStatement<>(Outbox.NOTIFY, null, Parameter.of(next.username())));
            batch.execute(connection);
            return null;
        });
    }

    private void settle(ClaimedNotification notification, DeliveryAttempt attempt, String change, Parameter... values) {
        Transactions.inTransaction(database, connection -> settle(connection, notification, attempt, change, values));
    }

    /** Returns false when the claim was lost meanwhile. */
    private static boolean settle(
            Connection connection,
            ClaimedNotification notification,
            DeliveryAttempt attempt,
            String change,
            Parameter... values)
            throws SQLException {
        Lease lease = notification.lease();
        StatementBatch batch = new StatementBatch();
        if (attempt != null) {
            batch.add(log(lease, attempt));
            if (attempt.failure() == null && attempt.person() != null)
                batch.add(BrokenChannels.clear(attempt.person(), attempt.destination()));
        }
        List<Parameter> all = new ArrayList<>(List.of(values));
        all.add(Parameter.of(lease.id()));
        all.add(Parameter.of(lease.attempt()));
        Supplier<Boolean> written = batch.add(new SqlStatement<>(
                "update notification set " + change + " where " + Lease.IS_HELD + " and state = 'WAITING' returning id",
                ResultSet::next,
                all));
        batch.execute(connection);
        return written.get();
    }

    private static SqlStatement<Void> log(Lease lease, DeliveryAttempt attempt) {
        return new SqlStatement<>(
                LOG,
                null,
                Parameter.of(lease.id()),
                Parameter.of(lease.attempt()),
                Parameter.of(Jdbc.utc(attempt.at())),
                Parameter.of(attempt.person()),
                Parameter.of(attempt.destination().type().name()),
                Parameter.of(attempt.destination().redactedAddress()),
                Parameter.of(attempt.failure() == null ? "SENT" : "FAILED"),
                Parameter.of(attempt.failure()),
                Parameter.of(attempt.reference()));
    }
}

package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.WithdrawalPeriod;
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

    /** For the few that can be taken back, or are about something besides an alert: a statement of their own. */
    private static final String INSERT_ABOUT = """
            insert into notification (made_at, next_at, subject_id, id, kind, alert_id, post_id, username, tier, severity,
                why_zh, why_en)
            select b.at, b.at, b.subject, g.* from (select ?::timestamptz as at, ?::uuid as subject) b,
                unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[])
                as g""";

    /** One that somebody is delivering already is too late to be taken back. */
    private static final String WITHDRAW = "delete from notification where subject_id = ? and kind = ? and made_at = ?"
            + " and state = 'WAITING' and attempts = 0";

    private static final String WITHDRAW_ALL =
            "delete from notification where subject_id = ? and state = 'WAITING' and attempts = 0";

    /** In bytes; the database takes just under 8,000. */
    private static final int MAX_PAYLOAD = 7_000;

    private final DataSource database;
    private final Ids ids;
    private final WithdrawalPeriod period;

    Outbox(DataSource database, Ids ids, WithdrawalPeriod period) {
        this.database = database;
        this.ids = ids;
        this.period = period;
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
        batch.add(new SqlStatement<>(INSERT, null, parameters(notices, Parameter.of(Jdbc.utc(at)))));
        batch.add(new SqlStatement<>(NOTIFY, null, Parameter.of(usernames(notices))));
        batch.execute(connection);
    }

    /** Writes notices of a request, in the caller's transaction. */
    public void put(UUID subject, List<Notice> notices, Instant at) {
        putAbout(subject, notices, at, true);
    }

    /**
     * Writes notices of what can be taken back, which nobody sees until it cannot, in the caller's transaction.
     *
     * @param subject the alert or silence it was done to
     * @param at when it was done
     */
    public void hold(UUID subject, List<Notice> notices, Instant at) {
        putAbout(subject, notices, period.endOf(at), false);
    }

    private void putAbout(UUID subject, List<Notice> notices, Instant at, boolean tell) {
        if (notices.isEmpty()) return;
        StatementBatch batch = new StatementBatch();
        batch.add(new SqlStatement<>(
                INSERT_ABOUT, null, parameters(notices, Parameter.of(Jdbc.utc(at)), Parameter.of(subject))));
        if (tell) batch.add(new SqlStatement<>(NOTIFY, null, Parameter.of(usernames(notices))));
        Transactions.inTransaction(database, connection -> {
            batch.execute(connection);
            return null;
        });
    }

    private List<Parameter> parameters(List<Notice> notices, Parameter... shared) {
        List<Parameter> parameters = new ArrayList<>(List.of(shared));
        parameters.add(Parameter.array("uuid", notices, notice -> ids.next()));
        parameters.add(Parameter.array("text", notices, notice -> notice.kind().name()));
        parameters.add(Parameter.array("uuid", notices, Notice::alertId));
        parameters.add(Parameter.array("uuid", notices, Notice::postId));
        parameters.add(
                Parameter.array("text", notices, notice -> notice.username().orElse(null)));
        parameters.add(Parameter.array("text", notices, notice -> notice.tier().name()));
        parameters.add(Parameter.array("int2", notices, notice -> notice.tier().ordinal()));
        parameters.add(Parameter.array("text", notices, notice -> notice.why().zh()));
        parameters.add(Parameter.array("text", notices, notice -> notice.why().en()));
        return parameters;
    }

    /** Takes back what was held of something done at a moment, in the caller's transaction. */
    public void withdraw(UUID subject, Notice.Kind kind, Instant at) {
        execute(SqlStatement.update(
                WITHDRAW, Parameter.of(subject), Parameter.of(kind.name()), Parameter.of(Jdbc.utc(period.endOf(at)))));
    }

    /** Takes back whatever waits about a subject and was not tried yet, in the caller's transaction. */
    public void withdraw(UUID subject) {
        execute(SqlStatement.update(WITHDRAW_ALL, Parameter.of(subject)));
    }

    private void execute(SqlStatement<Void> statement) {
        Transactions.inTransaction(database, statement::execute);
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

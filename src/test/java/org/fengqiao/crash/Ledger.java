package org.fengqiao.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.database.DatabaseAccess;

/** What senders and receivers know, beside what the product wrote, in a schema of its own. */
final class Ledger {
    private static final String TABLES = """
            create schema ledger;
            create table ledger.reported (enterprise uuid primary key);
            create table ledger.acknowledged (alert uuid primary key);
            create table ledger.withdrawn (alert uuid primary key);
            create table ledger.transferred (alert uuid primary key, state text not null);
            create table ledger.asked (alert uuid primary key, state text not null);
            create table ledger.taken (key uuid not null, via text not null, person text, alert uuid, times int not null);
            create table ledger.made_due (alert_id uuid, step text, started_at timestamptz, level int,
                primary key (alert_id, step, started_at, level));
            create table ledger.request_due (request_id uuid, level int, primary key (request_id, level))""";

    /** Some clocks that run out in a moment, or whose next level is due then, so that they are missed while nodes die. */
    private static final String MAKE_DUE = """
            with due as (update alert_clock c set due_at = case level when 0 then now() + interval '1 second' else due_at end,
                    escalate_at = case level when 0 then escalate_at else now() + interval '1 second' end
                where (alert_id, step, started_at) in (select alert_id, step, started_at from alert_clock c
                    where completed_at is null and stopped_at is null and step = 'ack' and not exists (select from ledger.made_due d
                        where (d.alert_id, d.step, d.started_at, d.level) = (c.alert_id, c.step, c.started_at, c.level))
                        and coalesce(escalate_at, due_at) < 'infinity'
                    order by md5(alert_id::text || level) limit %d)
                returning alert_id, step, started_at, level)
            insert into ledger.made_due select * from due on conflict do nothing""";

    /** Some requests that nobody answered, which climb in a moment; two levels are above a mediation lead. */
    private static final String MAKE_REQUESTS_DUE = """
            with due as (update alert_request r set escalate_at = now() + interval '1 second'
                where id in (select id from alert_request r where ended_at is null and cardinality(climbed_to) < 2
                        and not exists (select from ledger.request_due d
                            where (d.request_id, d.level) = (r.id, cardinality(r.climbed_to)))
                    order by md5(id::text || cardinality(climbed_to)) limit %d)
                returning id, cardinality(climbed_to))
            insert into ledger.request_due select * from due on conflict do nothing""";

    private static final String PUT_REQUESTS_OFF =
            "update alert_request set escalate_at = escalate_at + interval '1 day'"
                    + " where escalate_at > now() + interval '2 seconds'";

    /**
     * Clocks that nobody made due run out by themselves in a long run, and would be told of after the receivers were asked
     * what they took.
     */
    private static final String PUT_OFF = """
            update alert_clock set due_at = case level when 0 then due_at + interval '1 day' else due_at end,
                escalate_at = case level when 0 then escalate_at else escalate_at + interval '1 day' end
            where completed_at is null and stopped_at is null and coalesce(escalate_at, due_at) > now() + interval '2 seconds'""";

    /** What waits for longer than any lease was put off after failures; the receivers are well now. */
    private static final String HURRY = "update notification set next_at = now()"
            + " where state = 'WAITING' and next_at > now() + interval '31 seconds'";

    /** Also what the last round made due in a moment. */
    private static final String OPEN_WORK = """
            select (select count(*) from notification where state = 'WAITING')
                + (select count(*) from alert_clock c join alert a on a.id = c.alert_id
                    where c.step <> 'enterprise' and coalesce(c.escalate_at, c.due_at) < now() + interval '2 seconds' and c.completed_at is null
                        and c.stopped_at is null and a.closed_at is null)
                + (select count(*) from alert_request where escalate_at < now() + interval '2 seconds')""";

    private final DatabaseAccess database;

    Ledger(DatabaseAccess database) {
        this.database = database;
    }

    void open() throws SQLException {
        execute(TABLES);
    }

    void makeClocksDue(int many) throws SQLException {
        execute(MAKE_DUE.formatted(many));
        execute(MAKE_REQUESTS_DUE.formatted(many));
    }

    /** Null while the database is away, or the enterprise has none. */
    UUID alertOf(UUID enterprise) {
        return find("select id from alert where enterprise_id = ?", enterprise);
    }

    /** The one request for help about an alert. */
    UUID requestOf(UUID alert) {
        return find("select id from alert_request where kind = 'ASSISTANCE' and alert_id = ?", alert);
    }

    /** The post of a kind in the street. */
    UUID postOf(String kind) {
        return find("select id from post where area_code = '9960' and kind = ?", kind);
    }

    private UUID find(String sql, Object key) {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        } catch (SQLException e) {
            return null;
        }
    }

    long openWork() throws SQLException {
        return count(OPEN_WORK);
    }

    /** Returns once nothing waits and nothing more will. */
    void settle() throws Exception {
        execute(PUT_OFF);
        execute(PUT_REQUESTS_OFF);
        Eventually.until("nothing waits any more", () -> {
            execute(HURRY);
            return openWork() == 0;
        });
    }

    void enter(Set<UUID> reported, OfficerSteps officers, DeliveryReceipts takings) throws SQLException {
        enter("ledger.reported", rows(reported));
        enter("ledger.acknowledged", rows(officers.acknowledged()));
        enter("ledger.withdrawn", rows(officers.withdrawn()));
        enter("ledger.transferred", rows(officers.transferred()));
        enter("ledger.asked", rows(officers.asked()));
        List<List<Object>> taken = new ArrayList<>();
        takings.times()
                .forEach((what, times) ->
                        taken.add(Arrays.asList(what.key(), what.via(), what.person(), what.alert(), times)));
        enter("ledger.taken", taken);
        execute("create index on ledger.taken (key); analyze");
    }

    private static List<List<Object>> rows(Set<UUID> ids) {
        return ids.stream().map(id -> List.<Object>of(id)).toList();
    }

    private static List<List<Object>> rows(Map<UUID, String> states) {
        return states.entrySet().stream()
                .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void enter(String table, List<List<Object>> rows) throws SQLException {
        if (rows.isEmpty()) return;
        String values = "?" + ", ?".repeat(rows.get(0).size() - 1);
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("insert into " + table + " values (" + values + ")")) {
            connection.setAutoCommit(false);
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) insert.setObject(i + 1, row.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    Map<String, Long> wrongs() throws SQLException {
        Map<String, Long> wrongs = new LinkedHashMap<>();
        for (ConsistencyCheck check : ConsistencyCheck.ALL) wrongs.put(check.wrong(), count(check.count()));
        return wrongs;
    }

    /** The checks that overlook a fault of their kind. */
    List<String> blind() throws SQLException {
        List<String> blind = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (ConsistencyCheck check : ConsistencyCheck.ALL) {
                // Without the foreign keys, which would refuse some of the faults.
                statement.execute("set local session_replication_role = replica");
                long before = count(statement, check.count());
                int planted = statement.executeUpdate(check.fault());
                if (planted == 0 || count(statement, check.count()) <= before) blind.add(check.wrong());
                connection.rollback();
            }
        }
        return blind;
    }

    long madeDue() throws SQLException {
        return count("select count(*) from ledger.made_due");
    }

    long requestsDue() throws SQLException {
        return count("select count(*) from ledger.request_due");
    }

    Map<String, Long> amounts() throws SQLException {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("alerts", count("select count(*) from alert"));
        amounts.put("notifications", count("select count(*) from notification"));
        amounts.put("attempts written down", count("select count(*) from notification_attempt"));
        amounts.put("of them failed", count("select count(*) from notification_attempt where outcome = 'FAILED'"));
        amounts.put(
                "claims lost by a kill",
                count(
                        "select count(*) from notification n where n.state <> 'STOPPED'"
                                + " and n.attempts > (select count(*) from notification_attempt t where t.notification_id = n.id)"));
        amounts.put(
                "passed on to another person", count("select count(*) from notification where state = 'PASSED_ON'"));
        amounts.put("clocks made due", madeDue());
        amounts.put("requests", count("select count(*) from alert_request"));
        amounts.put("requests made due", requestsDue());
        amounts.put("climbs of requests", count("select count(*) from alert_event where event = 'REQUEST_ESCALATED'"));
        amounts.put("escalations", count("select count(*) from alert_event where event = 'ESCALATED'"));
        return amounts;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return count(statement, sql);
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

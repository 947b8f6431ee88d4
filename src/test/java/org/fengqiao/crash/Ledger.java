package org.fengqiao.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.fengqiao.platform.DatabaseAccess;

/** What is in the database after all the kills, compared with what was said to the senders and what the receivers took. */
final class Ledger {
    private static final String OPEN_WORK = """
            select (select count(*) from notification where state = 'WAITING')
                + (select count(*) from alert_clock c join alert a on a.id = c.alert_id
                    where c.step <> 'enterprise' and c.due_at < now() and c.met_at is null and c.stopped_at is null
                        and c.missed_at is null and a.closed_at is null)""";

    /** What must be nothing, each with how it is counted. */
    private static final Map<String, String> WRONGS = new LinkedHashMap<>();

    static {
        WRONGS.put("alerts raised twice", """
                select count(*) from (select 1 from alert group by enterprise_id, dimension having count(*) > 1) x""");
        WRONGS.put("alerts whose owner or copies have no notification, or two", """
                select count(*) from alert a
                where (select count(*) from notification n
                       where n.alert_id = a.id and n.kind = 'RAISED' and n.passed_from is null)
                    <> 1 + (select count(*) from alert_copy c where c.alert_id = a.id and c.because <> 'ESCALATED')""");
        WRONGS.put("notifications never delivered", """
                select count(*) from notification n left join alert a on a.id = n.alert_id
                where n.state = 'WAITING' or n.state = 'STOPPED' and a.acknowledged_at is null""");
        WRONGS.put("notifications passed on to nobody, or to two", """
                select count(*) from notification n where n.state = 'PASSED_ON'
                    and (select count(*) from notification m where m.passed_from = n.id) <> 1""");
        WRONGS.put("notifications made twice", """
                select count(*) from (select 1 from notification where passed_from is null
                    group by alert_id, kind, coalesce(post_id::text, username), why_zh having count(*) > 1) x""");
        WRONGS.put("clocks missed and not climbed", """
                select count(*) from alert_clock c join alert a on a.id = c.alert_id
                where c.step <> 'enterprise' and c.due_at < now() - interval '1 minute' and c.met_at is null
                    and c.stopped_at is null and c.missed_at is null and a.closed_at is null""");
        WRONGS.put("clocks that climbed after they were met", """
                select count(*) from alert_clock where missed_at > met_at""");
        WRONGS.put("escalations without a notification, or with two", """
                select count(*) from (select alert_id, count(*) as events from alert_event where event = 'ESCALATED'
                        group by alert_id) e
                    full join (select alert_id, count(*) as notices from notification
                        where kind = 'ESCALATED' and passed_from is null group by alert_id) n using (alert_id)
                where events is distinct from notices""");
        WRONGS.put("escalations written twice", """
                select count(*) from (select 1 from alert_event where event = 'ESCALATED'
                    group by alert_id, detail, note_zh having count(*) > 1) x""");
    }

    private final DatabaseAccess database;

    Ledger(DatabaseAccess database) {
        this.database = database;
    }

    /** Waits until nothing waits; what still does then is counted below. */
    boolean drained(Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (count(OPEN_WORK) > 0) {
            if (System.nanoTime() > end) return false;
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return true;
    }

    Map<String, Long> wrongs(Set<UUID> reported, Set<UUID> acknowledged, Set<String> taken) throws SQLException {
        Map<String, Long> wrongs = new LinkedHashMap<>();
        Set<String> alerted = strings("select enterprise_id::text from alert");
        wrongs.put(
                "alerts lost",
                reported.stream().filter(id -> !alerted.contains(id.toString())).count());
        for (var wrong : WRONGS.entrySet()) wrongs.put(wrong.getKey(), count(wrong.getValue()));
        Set<String> sent =
                strings("select id::text from notification where state = 'SENT' and sent_by in ('WEB_HOOK', 'EMAIL')");
        wrongs.put(
                "notifications called sent that no receiver took",
                sent.stream().filter(id -> !taken.contains(id)).count());
        Set<String> known = strings("select id::text from notification");
        wrongs.put(
                "messages of something that was never committed",
                taken.stream().filter(key -> !known.contains(key)).count());
        Set<String> met = strings("select alert_id::text from alert_clock where step = 'ack' and met_at is not null");
        wrongs.put(
                "acknowledgements lost",
                acknowledged.stream().filter(id -> !met.contains(id.toString())).count());
        return wrongs;
    }

    Map<String, Long> amounts() throws SQLException {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("alerts", count("select count(*) from alert"));
        amounts.put("notifications", count("select count(*) from notification"));
        amounts.put(
                "attempts that failed", count("select count(*) from notification_attempt where outcome = 'FAILED'"));
        amounts.put("notifications passed on", count("select count(*) from notification where state = 'PASSED_ON'"));
        amounts.put("clocks that climbed", count("select count(*) from alert_clock where missed_at is not null"));
        amounts.put("escalations", count("select count(*) from alert_event where event = 'ESCALATED'"));
        return amounts;
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Set<String> strings(String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            Set<String> found = new HashSet<>();
            while (row.next()) found.add(row.getString(1));
            return found;
        }
    }
}

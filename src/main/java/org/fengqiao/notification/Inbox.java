package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;

/** The notifications that people got or will get: by person, and by alert. */
@ApplicationScoped
public class Inbox {
    /**
     * One notification.
     *
     * @param username who got it, or who is to get it as long as nobody did
     * @param sentBy null while it waits
     */
    public record InboxEntry(
            UUID id,
            String kind,
            UUID alert,
            String tier,
            BilingualText why,
            String username,
            Instant madeAt,
            String state,
            String sentBy,
            Instant sentAt,
            UUID passedFrom) {}

    /** One attempt to deliver a notification. */
    public record AttemptView(
            int no, Instant at, String username, String channel, String destination, String outcome, String detail) {}

    /** A notification with all its attempts. */
    public record DeliveryHistory(InboxEntry notification, List<AttemptView> attempts) {}

    private static final String COLUMNS = "select id, kind, alert_id, tier, why_zh, why_en,"
            + " coalesce(delivered_to, username) as person, made_at, state, sent_by, sent_at, passed_from from notification";

    /** Each of the three parts is limited on its own index before they are combined. */
    private static final String OF_A_PERSON = """
             where id in (
                (select id from notification where delivered_to = ? and made_at >= ? and made_at < ?
                    order by made_at desc, id desc limit ?)
                union (select id from notification where username = ? and made_at >= ? and made_at < ?
                    order by made_at desc, id desc limit ?)""";

    private static final String OF_POSTS = """
                union (select n.id from (select distinct post_id from post_holding
                        where username = ? and valid_from <= ? and (valid_to is null or valid_to > ?)) h
                    cross join lateral (select id from notification where post_id = h.post_id and made_at >= ?
                        and made_at < ? order by made_at desc, id desc limit ?) n))
            order by made_at desc, id desc limit ?""";

    private static final String ATTEMPTS = """
            select a.* from unnest(?::uuid[]) as n(id)
            cross join lateral (
                select notification_id, no, at, username, channel, destination, outcome, detail from notification_attempt
                where notification_id = n.id order by no desc limit 100) a
            order by a.notification_id, a.no desc""";

    private final DataSource database;

    Inbox(DataSource database) {
        this.database = database;
    }

    /** Of a person, by name or by the posts they hold now, within [from, to), newest first. */
    public List<InboxEntry> of(String username, Instant from, Instant to, int limit) {
        return new SqlQuery(COLUMNS)
                .add(OF_A_PERSON, username, from, to, limit, username, from, to, limit)
                .add(OF_POSTS, username, to, to, from, to, limit, limit)
                .list(database, Inbox::entry);
    }

    /** Within [from, to]; what can still be taken back is made for later. */
    List<InboxEntry> between(Collection<String> usernames, Instant from, Instant to) {
        return new SqlQuery(COLUMNS)
                .add(
                        " where username = any(string_to_array(?, chr(10))) and made_at >= ? and made_at <= ? order by made_at",
                        String.join("\n", usernames),
                        from,
                        to)
                .list(database, Inbox::entry);
    }

    /** All of an alert, in their order. */
    public List<DeliveryHistory> ofAlert(UUID alert) {
        List<InboxEntry> entries = new SqlQuery(COLUMNS)
                .add(" where alert_id = ? order by made_at, id limit 500", alert)
                .list(database, Inbox::entry);
        Map<UUID, List<AttemptView>> attempts =
                attempts(entries.stream().map(InboxEntry::id).toArray());
        return entries.stream()
                .map(entry -> new DeliveryHistory(entry, attempts.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<AttemptView>> attempts(Object[] notifications) {
        Map<UUID, List<AttemptView>> attempts = new HashMap<>();
        new SqlQuery(ATTEMPTS, (Object) notifications).list(database, rows -> attempts.computeIfAbsent(
                        rows.getObject("notification_id", UUID.class), id -> new ArrayList<>())
                .add(attempt(rows)));
        return attempts;
    }

    private static AttemptView attempt(ResultSet rows) throws SQLException {
        return new AttemptView(
                rows.getInt("no"),
                Jdbc.instant(rows, "at"),
                rows.getString("username"),
                rows.getString("channel"),
                rows.getString("destination"),
                rows.getString("outcome"),
                rows.getString("detail"));
    }

    private static InboxEntry entry(ResultSet rows) throws SQLException {
        return new InboxEntry(
                rows.getObject("id", UUID.class),
                rows.getString("kind"),
                rows.getObject("alert_id", UUID.class),
                rows.getString("tier"),
                new BilingualText(rows.getString("why_zh"), rows.getString("why_en")),
                rows.getString("person"),
                Jdbc.instant(rows, "made_at"),
                rows.getString("state"),
                rows.getString("sent_by"),
                Jdbc.instant(rows, "sent_at"),
                rows.getObject("passed_from", UUID.class));
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.raising.AlertWriter;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Tells of alerts that were held back: owner and copies hear of them, and their clocks start. */
@ApplicationScoped
class DeferredNotifier {
    private static final String TOLD = "update alert set told_tier = tier, told_at = ? where id = ?";

    private final Releases releases;
    private final WorkingCalendars calendars;

    DeferredNotifier(Releases releases, WorkingCalendars calendars) {
        this.releases = releases;
        this.calendars = calendars;
    }

    /** An alert that is told late, to the post that owns it. */
    record DeferredAlert(
            UUID id, Tier tier, UUID owner, String username, String route, String release, BilingualText why) {}

    static DeferredAlert alert(ResultSet row) throws SQLException {
        return new DeferredAlert(
                row.getObject("id", UUID.class),
                Tier.valueOf(row.getString("tier")),
                row.getObject("owner_post", UUID.class),
                row.getString("owner_username"),
                row.getString("route_id"),
                row.getString("release_id"),
                new BilingualText(row.getString("why_zh"), row.getString("why_en")));
    }

    List<Notice> notify(Connection connection, List<DeferredAlert> alerts, Instant at, BilingualText because)
            throws SQLException {
        if (alerts.isEmpty()) return List.of();
        Map<UUID, List<Copy>> copies = copies(connection, alerts);
        Map<UUID, Route> routes = new LinkedHashMap<>();
        List<Notice> notices = new ArrayList<>();
        List<AlertHistoryEntry> history = new ArrayList<>();
        try (PreparedStatement told = connection.prepareStatement(TOLD)) {
            for (DeferredAlert alert : alerts) {
                BilingualText why = new BilingualText(
                        alert.why().zh() + because.zh(), alert.why().en() + because.en());
                notices.add(notice(alert, new Copy(alert.owner(), alert.username()), why));
                copies.getOrDefault(alert.id(), List.of()).forEach(copy -> notices.add(notice(alert, copy, why)));
                told.setTimestamp(1, Timestamp.from(at));
                told.setObject(2, alert.id());
                told.addBatch();
                history.add(AlertHistoryEntry.bySystem(
                        alert.id(), AlertEvent.NOTIFIED, alert.tier().name(), why));
                route(alert).ifPresent(route -> routes.put(alert.id(), route));
            }
            told.executeBatch();
        }
        StatementBatch turn = new StatementBatch();
        AlertHistory.append(turn, history, at);
        AlertWriter.startClocks(turn, calendars.current(connection), routes, routes.keySet(), at);
        turn.execute(connection);
        return notices;
    }

    private record Copy(UUID post, String username) {}

    private static Notice notice(DeferredAlert alert, Copy to, BilingualText why) {
        return new Notice(
                Notice.Kind.RAISED, alert.id(), to.post(), Optional.ofNullable(to.username()), alert.tier(), why);
    }

    private Optional<Route> route(DeferredAlert alert) {
        return releases.byId(alert.release()).routes().stream()
                .filter(route -> route.id().equals(alert.route()))
                .findFirst();
    }

    private static Map<UUID, List<Copy>> copies(Connection connection, List<DeferredAlert> alerts) throws SQLException {
        Map<UUID, List<Copy>> copies = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select alert_id, post_id, username from alert_copy where alert_id = any(?) order by post_id")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", alerts.stream().map(DeferredAlert::id).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    copies.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(new Copy(row.getObject(2, UUID.class), row.getString(3)));
                }
            }
        }
        return copies;
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/** Tells of alerts that were held back: owner and copies hear of them, and their clocks start. */
@ApplicationScoped
class DeferredNotifier {
    private final Releases releases;
    private final WorkingCalendars calendars;
    private final AlertRepository alerts;

    DeferredNotifier(Releases releases, WorkingCalendars calendars, AlertRepository alerts) {
        this.releases = releases;
        this.calendars = calendars;
        this.alerts = alerts;
    }

    /** Why an alert is told after all. */
    enum Cause {
        SUPPRESSION_ENDED,
        LEAD_CLOSED
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

    List<Notice> notify(Connection connection, List<DeferredAlert> deferred, Instant at, Cause cause)
            throws SQLException {
        if (deferred.isEmpty()) return List.of();
        Map<UUID, List<Copy>> copies = copies(connection, deferred);
        Map<UUID, Alert> entities =
                alerts.get(deferred.stream().map(DeferredAlert::id).toList());
        Map<UUID, Route> routes = new LinkedHashMap<>();
        List<Notice> notices = new ArrayList<>();
        List<AlertHistoryEntry> history = new ArrayList<>();
        BilingualText because = Messages.text("notified." + cause);
        for (DeferredAlert alert : deferred) {
            BilingualText why = new BilingualText(
                    alert.why().zh() + "；" + because.zh(), alert.why().en() + "; " + because.en());
            notices.add(notice(alert, new Copy(alert.owner(), alert.username()), why));
            copies.getOrDefault(alert.id(), List.of()).forEach(copy -> notices.add(notice(alert, copy, why)));
            entities.get(alert.id())
                    .notifyOwner(at)
                    .map(event ->
                            AlertHistoryEntry.bySystem(alert.id(), event, Map.of("tier", alert.tier(), "cause", cause)))
                    .ifPresent(history::add);
            route(alert).ifPresent(route -> routes.put(alert.id(), route));
        }
        alerts.flush(); // plain SQL of this transaction reads who was notified
        StatementBatch batch = new StatementBatch();
        AlertHistory.append(batch, history, at);
        AlertClocks.start(batch, calendars.current(connection), routes, routes.keySet(), at);
        batch.execute(connection);
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

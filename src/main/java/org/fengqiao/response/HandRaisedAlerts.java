package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Who saw what led to an alert, in its history. */
@ApplicationScoped
@Transactional
public class HandRaisedAlerts {
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final OwnerNotices notices;

    HandRaisedAlerts(AlertRepository alerts, AlertHistory history, OwnerNotices notices) {
        this.alerts = alerts;
        this.history = history;
        this.notices = notices;
    }

    /** Whether somebody says again what the open alert of the enterprise has as its latest entry. */
    public boolean isRepeated(UUID enterprise, Tier tier, String by, StepNote note) {
        return alerts.findOpen(enterprise, Dimension.LABOUR)
                .filter(alert -> history.last(alert)
                        .filter(last -> last.equals(entry(alert, tier, by, note)))
                        .isPresent())
                .isPresent();
    }

    public StepResult unchanged(UUID enterprise) {
        return StepResult.unchanged(alerts.get(open(enterprise)));
    }

    /** @param joined whether an alert of that tier was open already: its owner hears that somebody saw more */
    public StepResult record(UUID enterprise, Tier tier, boolean joined, String by, StepNote note, Instant at) {
        Alert alert = alerts.lock(open(enterprise));
        AlertHistoryEntry entry = entry(alert.id(), tier, by, note);
        alert.record(entry.event());
        history.append(List.of(entry), at);
        if (joined) notices.put(Notice.Kind.NOTED, alert, by, at);
        return StepResult.recorded(alert);
    }

    private UUID open(UUID enterprise) {
        return alerts.findOpen(enterprise, Dimension.LABOUR).orElseThrow();
    }

    private static AlertHistoryEntry entry(UUID alert, Tier tier, String by, StepNote note) {
        return note.entry(alert, AlertEvent.RAISED_BY_HAND, Map.of("tier", tier), by);
    }
}

package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.platform.text.BilingualText;

/** The history of a case is part of its alert's history, with the id of the case as an argument. */
@ApplicationScoped
public class CaseHistory {
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final AlertHistoryReader reader;

    CaseHistory(AlertRepository alerts, AlertHistory history, AlertHistoryReader reader) {
        this.alerts = alerts;
        this.history = history;
        this.reader = reader;
    }

    /**
     * Adds to the history in the caller's transaction.
     *
     * @param actor the user who did it; null when the system did
     * @param about more of it; null for none
     */
    public void add(MediationCase mediation, AlertEvent event, String actor, BilingualText about, Instant at) {
        Map<String, Object> arguments = new HashMap<>(Map.of("case", mediation.id()));
        arguments.put("about", about);
        Alert alert = alerts.get(mediation.alertId());
        history.append(
                List.of(new AlertHistoryEntry(alert.id(), alert.record(event), arguments, actor, null, List.of())), at);
    }

    List<AlertHistoryReader.Event> of(MediationCase mediation) {
        return reader.ofCase(mediation.alertId(), mediation.id());
    }
}

package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;

/** The history of a case is part of its alert's history, with the id of the case as the detail. */
@ApplicationScoped
public class CaseHistory {
    private static final String READ = "select at, event, actor, note_zh, note_en from alert_event"
            + " where alert_id = ? and detail = ? and starts_with(event, 'MEDIATION_') order by id limit 1000";

    private final DataSource database;
    private final AlertHistory history;

    CaseHistory(DataSource database, AlertHistory history) {
        this.database = database;
        this.history = history;
    }

    /**
     * Adds to the history in the caller's transaction.
     *
     * @param actor the user who did it; null when the system did
     * @param note null for none
     */
    public void add(MediationCase mediation, AlertEvent event, String actor, BilingualText note, Instant at) {
        AlertHistoryEntry entry =
                new AlertHistoryEntry(mediation.alertId(), event, mediation.id().toString(), actor, note, List.of());
        history.append(List.of(entry), at);
    }

    List<CaseView.HistoryEntry> of(MediationCase mediation) {
        return new SqlQuery(READ, mediation.alertId(), mediation.id().toString()).list(database, CaseHistory::entry);
    }

    private static CaseView.HistoryEntry entry(ResultSet rows) throws SQLException {
        String zh = rows.getString(4);
        return new CaseView.HistoryEntry(
                Jdbc.instant(rows, 1),
                AlertEvent.valueOf(rows.getString(2)),
                rows.getString(3),
                zh == null ? null : new BilingualText(zh, rows.getString(5)));
    }
}

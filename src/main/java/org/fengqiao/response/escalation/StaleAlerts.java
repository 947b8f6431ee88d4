package org.fengqiao.response.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/**
 * Alerts that were acknowledged and then forgotten: the owner is reminded, and if they stay silent the acknowledgement
 * lapses: they are notified again, and the first clock starts again and is escalated.
 */
@ApplicationScoped
public class StaleAlerts implements ScheduledJob {
    private static final int BATCH = 100;

    private record ReminderIntervals(String first, String lapse) {}

    private final DataSource database;
    private final PostStore posts;
    private final WorkingCalendars calendars;
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final AlertClocks clocks;
    private final Outbox outbox;
    private final Map<Tier, ReminderIntervals> intervals = new EnumMap<>(Tier.class);

    StaleAlerts(
            DataSource database,
            PostStore posts,
            WorkingCalendars calendars,
            AlertRepository alerts,
            AlertHistory history,
            AlertClocks clocks,
            Outbox outbox) {
        this.database = database;
        this.posts = posts;
        this.calendars = calendars;
        this.alerts = alerts;
        this.history = history;
        this.clocks = clocks;
        this.outbox = outbox;
        ResponseTable.rows("reminders.csv")
                .forEach(row -> intervals.put(
                        Tier.valueOf(row.getField("tier")),
                        new ReminderIntervals(row.getField("after"), row.getField("again"))));
    }

    @Override
    public String name() {
        return "silent alerts";
    }

    /** Reminds owners who have been silent for too long. Returns how many alerts were examined. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int batch;
        do {
            batch = Transactions.inTransaction(
                    database, connection -> examine(calendars.current(connection), posts.directory(connection), at));
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    private int examine(WorkingCalendar calendar, PostDirectory directory, Instant at) {
        List<Alert> silent = alerts.claimSilent(at, BATCH);
        if (silent.isEmpty()) return 0;
        Map<UUID, Instant> lastActions =
                history.lastActions(silent.stream().map(Alert::id).toList());
        List<AlertHistoryEntry> entries = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Alert alert : silent) {
            Instant acknowledged = alert.acknowledgedAt();
            Instant acted = lastActions.getOrDefault(alert.id(), acknowledged);
            Instant silentSince = acted.isAfter(acknowledged) ? acted : acknowledged;
            Optional<AlertEvent> event = examine(alert, silentSince, calendar, at);
            if (event.isEmpty()) continue;
            entries.add(AlertHistoryEntry.bySystem(alert.id(), event.get(), Map.of("tier", alert.tier())));
            notices.add(notice(alert, Messages.text("why." + event.get()), directory, at));
        }
        history.append(entries, at);
        outbox.put(notices, at);
        return silent.size();
    }

    private Optional<AlertEvent> examine(Alert alert, Instant silentSince, WorkingCalendar calendar, Instant at) {
        ReminderIntervals interval = intervals.get(alert.tier());
        Instant reminded = alert.remindedAt();
        if (reminded != null && !silentSince.isAfter(reminded)) {
            clocks.restart(alert.id(), "ack", calendar, at);
            return Optional.of(alert.lapseAcknowledgement());
        }
        Instant due = calendar.due(interval.first(), silentSince).at();
        if (due.isAfter(at)) {
            alert.scheduleReminder(due);
            return Optional.empty();
        }
        return Optional.of(alert.remind(calendar.due(interval.lapse(), at).at(), at));
    }

    private static Notice notice(Alert alert, BilingualText why, PostDirectory directory, Instant at) {
        UUID owner = alert.owner().post();
        Optional<String> username = directory.assignmentOf(owner, at).flatMap(PostAssignment::username);
        return new Notice(Notice.Kind.REMINDER, alert.id(), owner, username, alert.tier(), why);
    }
}

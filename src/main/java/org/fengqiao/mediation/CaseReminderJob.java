package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Transactions;

/** Tells of periods of law that end, and of agreements whose day went by: each once, on whatever node. */
@ApplicationScoped
public class CaseReminderJob {
    private final DataSource database;
    private final MediationStore cases;
    private final CaseNotifier news;
    private final WorkingCalendars calendars;

    CaseReminderJob(DataSource database, MediationStore cases, CaseNotifier news, WorkingCalendars calendars) {
        this.database = database;
        this.cases = cases;
        this.news = news;
        this.calendars = calendars;
    }

    /** The next case with something to tell; false when there is none. */
    public boolean tellNext(Instant at) {
        LocalDate today = LocalDate.ofInstant(at, Time.CITY);
        return Transactions.inTransaction(database, connection -> {
            Optional<MediationStore.CaseWithReminders> next = cases.claimReminder(connection, today);
            if (next.isEmpty()) return false;
            tell(connection, next.get(), today, at);
            return true;
        });
    }

    private void tell(Connection connection, MediationStore.CaseWithReminders waiting, LocalDate today, Instant at)
            throws SQLException {
        Set<String> told = new HashSet<>(waiting.told());
        LocalDate next = null;
        for (CaseReminder reminder : CaseReminder.of(waiting.one(), calendars.current(connection))) {
            if (told.contains(reminder.key())) continue;
            if (reminder.on().isAfter(today)) {
                if (next == null || reminder.on().isBefore(next)) next = reminder.on();
                continue;
            }
            cases.event(connection, waiting.one(), reminder.event(), null, reminder.why(), at);
            news.tell(connection, waiting.one(), reminder.why(), at);
            told.add(reminder.key());
        }
        cases.saveReminders(connection, waiting.one().id(), told, next);
    }
}

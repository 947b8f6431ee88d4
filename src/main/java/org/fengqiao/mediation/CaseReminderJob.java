package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;

/** Reminds people of statutory periods that end, and of agreements that fell due: each once, on whatever node. */
@ApplicationScoped
public class CaseReminderJob {
    private final MediationCaseRepository cases;
    private final CaseHistory history;
    private final CaseNotifier notifier;
    private final WorkingCalendars calendars;

    CaseReminderJob(
            MediationCaseRepository cases, CaseHistory history, CaseNotifier notifier, WorkingCalendars calendars) {
        this.cases = cases;
        this.history = history;
        this.notifier = notifier;
        this.calendars = calendars;
    }

    /** Sends the reminders of the next case that has any; false when there is none. */
    @Transactional
    public boolean remindNext(Instant at) {
        LocalDate today = LocalDate.ofInstant(at, Time.CITY);
        Optional<MediationCase> next = cases.lockNextToRemind(today);
        next.ifPresent(mediation -> remind(mediation, today, at));
        return next.isPresent();
    }

    private void remind(MediationCase mediation, LocalDate today, Instant at) {
        WorkingCalendar calendar = calendars.current();
        for (CaseReminder reminder : CaseReminder.of(mediation, calendar)) {
            if (reminder.on().isAfter(today) || !mediation.markReminded(reminder)) continue;
            history.add(mediation, reminder.event(), null, reminder.why(), at);
            notifier.notifyAll(mediation, reminder.why(), at);
        }
        mediation.scheduleReminder(calendar);
    }
}

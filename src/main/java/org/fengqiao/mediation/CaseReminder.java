package org.fengqiao.mediation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.text.BilingualText;

/**
 * A day on which people must be reminded of a case.
 *
 * @param key sent once; another last day is another reminder
 */
record CaseReminder(String key, LocalDate on, AlertEvent event, BilingualText why) {
    static List<CaseReminder> of(MediationCase mediation, WorkingCalendar calendar) {
        List<CaseReminder> reminders = new ArrayList<>();
        if (mediation.state() == CaseState.AGREED)
            reminders.add(performance(mediation.file().agreement().performBy()));
        for (StatutoryClocks.Deadline clock : StatutoryClocks.of(mediation, calendar)) {
            if (clock.notifyOn() != null) reminders.add(period(clock));
        }
        return reminders;
    }

    private static CaseReminder performance(LocalDate by) {
        return new CaseReminder(
                "PERFORMANCE/" + by,
                by.plusDays(1),
                AlertEvent.MEDIATION_PERFORMANCE_DUE,
                new BilingualText(
                        "调解协议应于" + by + "前履行，请核实是否已履行并登记",
                        "A mediation agreement was to be performed by " + by
                                + "; check whether it was, and record it"));
    }

    private static CaseReminder period(StatutoryClocks.Deadline clock) {
        return new CaseReminder(
                clock.code() + "/" + clock.lastDay(),
                clock.notifyOn(),
                AlertEvent.MEDIATION_PERIOD_ENDS,
                new BilingualText(
                        "法定期限“" + clock.text().zh() + "”的最后一日为" + clock.lastDay() + "（" + clock.legalBasis()
                                + "），请及时办理并告知当事人",
                        "A statutory period ends on " + clock.lastDay() + ": "
                                + clock.text().en() + " (" + clock.legalBasis()
                                + "); act in time, and tell the parties"));
    }
}

package org.fengqiao.response.mediation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.calendar.WorkingCalendar;

/**
 * A day on which people have to hear of a case.
 *
 * @param key told once; another last day is another reminder
 */
record Reminder(String key, LocalDate on, String event, Text why) {
    static List<Reminder> of(MediationCase one, WorkingCalendar calendar) {
        List<Reminder> reminders = new ArrayList<>();
        if (one.state() == MediationCase.State.AGREED)
            reminders.add(performance(one.file().agreement().performBy()));
        for (StatutoryClocks.Running clock : StatutoryClocks.of(one, calendar)) {
            if (clock.tellOn() != null) reminders.add(period(clock));
        }
        return reminders;
    }

    private static Reminder performance(LocalDate by) {
        return new Reminder(
                "PERFORMANCE/" + by,
                by.plusDays(1),
                "PERFORMANCE_DUE",
                new Text(
                        "调解协议应于" + by + "前履行，请核实是否已履行并登记",
                        "A mediation agreement had to be performed by " + by
                                + "; find out whether it was, and enter it"));
    }

    private static Reminder period(StatutoryClocks.Running clock) {
        return new Reminder(
                clock.code() + "/" + clock.lastDay(),
                clock.tellOn(),
                "PERIOD_ENDS",
                new Text(
                        "法定期限“" + clock.text().zh() + "”的最后一日为" + clock.lastDay() + "（" + clock.legalBasis()
                                + "），请及时办理并告知当事人",
                        "A period of law ends on " + clock.lastDay() + ": "
                                + clock.text().en() + " (" + clock.legalBasis()
                                + "); act in time, and tell the parties"));
    }
}

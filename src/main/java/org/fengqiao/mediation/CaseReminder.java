package org.fengqiao.mediation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.text.BilingualText;

/**
 * A day on which people have to hear of a case.
 *
 * @param key told once; another last day is another reminder
 */
record CaseReminder(String key, LocalDate on, String event, BilingualText why) {
    static List<CaseReminder> of(MediationCase one, WorkingCalendar calendar) {
        List<CaseReminder> reminders = new ArrayList<>();
        if (one.state() == MediationCase.CaseState.AGREED)
            reminders.add(performance(one.file().agreement().performBy()));
        for (StatutoryClocks.Deadline clock : StatutoryClocks.of(one, calendar)) {
            if (clock.notifyOn() != null) reminders.add(period(clock));
        }
        return reminders;
    }

    private static CaseReminder performance(LocalDate by) {
        return new CaseReminder(
                "PERFORMANCE/" + by,
                by.plusDays(1),
                "PERFORMANCE_DUE",
                new BilingualText(
                        "调解协议应于" + by + "前履行，请核实是否已履行并登记",
                        "A mediation agreement had to be performed by " + by
                                + "; find out whether it was, and enter it"));
    }

    private static CaseReminder period(StatutoryClocks.Deadline clock) {
        return new CaseReminder(
                clock.code() + "/" + clock.lastDay(),
                clock.notifyOn(),
                "PERIOD_ENDS",
                new BilingualText(
                        "法定期限“" + clock.text().zh() + "”的最后一日为" + clock.lastDay() + "（" + clock.legalBasis()
                                + "），请及时办理并告知当事人",
                        "A period of law ends on " + clock.lastDay() + ": "
                                + clock.text().en() + " (" + clock.legalBasis()
                                + "); act in time, and tell the parties"));
    }
}

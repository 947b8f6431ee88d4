package org.fengqiao.response.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;

/** When people hear of a case again, as it moves on. */
class ReminderTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    @Test
    void mediationThatComesToItsEnd() {
        assertThat(keys(Cases.mediating())).containsExactly("2026-03-14 MEDIATION/2026-03-17");
        assertThat(keys(Cases.mediating().failed(Cases.RECEIVED.plusDays(3)))).isEmpty();
    }

    @Test
    void anAgreementAndWhatCanBeAskedForWithIt() {
        assertThat(keys(Cases.agreed()))
                .containsExactlyInAnyOrder(
                        "2026-06-01 PERFORMANCE/2026-05-31",
                        "2026-04-13 CONFIRMATION/2026-04-20",
                        "2026-04-02 ARBITRATION_REVIEW/2026-04-07");
        assertThat(keys(Cases.agreed().performed())).isEmpty();
    }

    @Test
    void anAwardThatMayStillBeTakenToCourt() {
        MediationCase breached = Cases.breached();
        assertThat(keys(breached)).containsExactly("2026-06-11 SUE/2026-06-16");
        assertThat(keys(breached.handedOver())).isEmpty();
        assertThat(keys(breached.handedOver().returned())).containsExactly("2026-06-11 SUE/2026-06-16");
    }

    @Test
    void aPeriodThatStandsStillEndsLaterAndIsAnotherReminder() {
        LocalDate from = LocalDate.of(2026, 6, 3);
        assertThat(keys(Cases.breached().filled(suspended("SUE", from, from.plusDays(6)))))
                .containsExactly("2026-06-18 SUE/2026-06-23");
        refused("legal-clock-unknown", () -> Cases.breached().filled(suspended("NO_SUCH", from, from)));
        refused("legal-clock-suspension-backwards", () -> Cases.breached()
                .filled(suspended("SUE", from, from.minusDays(1))));
    }

    private static Elements suspended(String clock, LocalDate from, LocalDate to) {
        Elements old = Cases.elements();
        return new Elements(
                old.agent(),
                old.employer(),
                old.service(),
                old.claims(),
                old.preservation(),
                old.facts(),
                old.undisputedFacts(),
                old.disputeFoci(),
                old.arbitration(),
                old.supervisionOrderNo(),
                old.payOrder(),
                old.evidence(),
                old.jurisdiction(),
                old.risk(),
                List.of(new Elements.Suspension(clock, from, to, "公告送达")));
    }

    private static List<String> keys(MediationCase one) {
        return Reminder.of(one, CALENDAR).stream()
                .map(reminder -> reminder.on() + " " + reminder.key())
                .toList();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(code));
    }
}

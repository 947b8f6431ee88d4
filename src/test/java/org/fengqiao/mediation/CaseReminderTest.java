package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;

/** When people hear of a case again, as it moves on. */
class CaseReminderTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    @Test
    void reminds_before_mediation_runs_out() {
        assertThat(keys(MediationCaseFixture.mediating())).containsExactly("2026-03-14 MEDIATION/2026-03-17");
        assertThat(keys(MediationCaseFixture.mediating()
                        .endWithoutAgreement(MediationCaseFixture.RECEIVED.plusDays(3))))
                .isEmpty();
    }

    @Test
    void reminds_of_confirmation_and_payment_orders_after_an_agreement() {
        assertThat(keys(MediationCaseFixture.agreed()))
                .containsExactlyInAnyOrder(
                        "2026-06-01 PERFORMANCE/2026-05-31",
                        "2026-04-13 CONFIRMATION/2026-04-20",
                        "2026-04-02 ARBITRATION_REVIEW/2026-04-07");
        assertThat(keys(MediationCaseFixture.agreed().recordPerformance())).isEmpty();
    }

    @Test
    void reminds_while_an_award_may_still_be_taken_to_court() {
        MediationCase breached = MediationCaseFixture.breached();
        assertThat(keys(breached)).containsExactly("2026-06-11 SUE/2026-06-16");
        assertThat(keys(breached.handOver())).isEmpty();
        assertThat(keys(breached.returnForCorrection())).containsExactly("2026-06-11 SUE/2026-06-16");
    }

    @Test
    void a_suspended_period_ends_later_and_is_reminded_of_anew() {
        LocalDate from = LocalDate.of(2026, 6, 3);
        assertThat(keys(MediationCaseFixture.breached().updateElements(suspended("SUE", from, from.plusDays(6)))))
                .containsExactly("2026-06-18 SUE/2026-06-23");
        refused("legal-clock-unknown", () -> MediationCaseFixture.breached()
                .updateElements(suspended("NO_SUCH", from, from)));
        refused("legal-clock-suspension-backwards", () -> MediationCaseFixture.breached()
                .updateElements(suspended("SUE", from, from.minusDays(1))));
    }

    private static ElementForm suspended(String clock, LocalDate from, LocalDate to) {
        ElementForm old = MediationCaseFixture.elements();
        return new ElementForm(
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
                List.of(new ElementForm.Suspension(clock, from, to, "公告送达")));
    }

    private static List<String> keys(MediationCase one) {
        return CaseReminder.of(one, CALENDAR).stream()
                .map(reminder -> reminder.on() + " " + reminder.key())
                .toList();
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                .isEqualTo(code));
    }
}

package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.mediation.CaseFile.MediationAgreement;
import org.fengqiao.mediation.CaseFile.Session;
import org.fengqiao.mediation.CaseFile.Willingness;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;

class MediationCaseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);

    @Test
    void nobody_is_forced_to_mediate() {
        MediationCase half =
                MediationCaseFixture.opened().recordWillingness(MediationCaseFixture.WORKER, Willingness.WILLING, DAY);
        assertThat(half.state()).isEqualTo(CaseState.OPENED);
        refused("mediation-state", () -> half.recordSession(new Session(DAY, null, null)));
        assertThat(half.recordWillingness(MediationCaseFixture.FIRM, Willingness.WILLING, DAY)
                        .state())
                .isEqualTo(CaseState.MEDIATING);
        assertThat(MediationCaseFixture.opened()
                        .recordWillingness(MediationCaseFixture.WORKER, Willingness.WILLING, DAY)
                        .recordWillingness(MediationCaseFixture.FIRM, Willingness.UNWILLING, DAY)
                        .state())
                .isEqualTo(CaseState.DECLINED);
        assertThat(MediationCaseFixture.mediating()
                        .recordWillingness(MediationCaseFixture.WORKER, Willingness.UNWILLING, DAY)
                        .state())
                .isEqualTo(CaseState.DECLINED);
    }

    @Test
    void nobody_is_forced_to_go_to_court() {
        MediationCase failed = MediationCaseFixture.mediating().endWithoutAgreement(DAY);
        refused("conversion-not-asked", failed::handOver);
        refused(
                "not-an-applicant",
                () -> failed.requestConversion(MediationCaseFixture.signed(MediationCaseFixture.FIRM)));
        assertThat(failed.requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER))
                        .handOver()
                        .state())
                .isEqualTo(CaseState.HANDED_OVER);
    }

    @Test
    void an_agreement_is_signed_by_every_party() {
        MediationAgreement half = new MediationAgreement(
                "1",
                "terms",
                BigDecimal.TEN,
                DAY,
                DAY.plusDays(5),
                List.of(MediationCaseFixture.signed(MediationCaseFixture.WORKER)));
        refused("signature-missing", () -> MediationCaseFixture.mediating().recordAgreement(half));
        MediationAgreement early = new MediationAgreement(
                "1", "terms", BigDecimal.TEN, DAY, DAY.minusDays(1), MediationCaseFixture.signedByBoth());
        refused("performed-before-effective", () -> MediationCaseFixture.mediating()
                .recordAgreement(early));
    }

    @Test
    void a_deadline_is_missed_only_after_its_day() {
        LocalDate due = MediationCaseFixture.agreed().file().agreement().performBy();
        refused("not-due-yet", () -> MediationCaseFixture.agreed().recordBreach(due));
        assertThat(MediationCaseFixture.agreed().recordBreach(due.plusDays(1)).state())
                .isEqualTo(CaseState.BREACHED);
        assertThat(MediationCaseFixture.agreed()
                        .recordBreach(due.plusDays(1))
                        .recordPerformance()
                        .state())
                .isEqualTo(CaseState.PERFORMED);
    }

    @Test
    void a_settled_or_transferred_case_stays_as_it_is() {
        refused("mediation-state", () -> MediationCaseFixture.agreed().handOver());
        MediationCase away = MediationCaseFixture.breached().handOver();
        refused("mediation-state", () -> away.updateElements(MediationCaseFixture.elements()));
        refused("mediation-state", away::handOver);
        assertThat(away.returnForCorrection()
                        .updateElements(MediationCaseFixture.elements())
                        .handOver()
                        .accept()
                        .state())
                .isEqualTo(CaseState.ACCEPTED);
        refused("mediation-state", () -> MediationCaseFixture.agreed()
                .recordPerformance()
                .requestConversion(MediationCaseFixture.signed(MediationCaseFixture.WORKER)));
    }

    @Test
    void only_parties_of_the_case_count() {
        refused("party-unknown", () -> MediationCaseFixture.opened()
                .recordWillingness("HR-2026-9999/A1", Willingness.WILLING, DAY));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                .isEqualTo(code));
    }
}

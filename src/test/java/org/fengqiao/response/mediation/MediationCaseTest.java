package org.fengqiao.response.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.platform.Failure;
import org.fengqiao.response.mediation.CaseFile.Agreement;
import org.fengqiao.response.mediation.CaseFile.Session;
import org.fengqiao.response.mediation.CaseFile.Will;
import org.fengqiao.response.mediation.MediationCase.State;
import org.junit.jupiter.api.Test;

class MediationCaseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);

    @Test
    void nobodyIsMadeToMediate() {
        MediationCase half = Cases.opened().asked(Cases.WORKER, Will.WILLING, DAY);
        assertThat(half.state()).isEqualTo(State.OPENED);
        refused("mediation-state", () -> half.met(new Session(DAY, null, null)));
        assertThat(half.asked(Cases.FIRM, Will.WILLING, DAY).state()).isEqualTo(State.MEDIATING);
        assertThat(half.asked(Cases.FIRM, Will.UNWILLING, DAY).state()).isEqualTo(State.DECLINED);
        assertThat(Cases.mediating().asked(Cases.WORKER, Will.UNWILLING, DAY).state())
                .isEqualTo(State.DECLINED);
    }

    @Test
    void nobodyIsMadeToGoToCourt() {
        MediationCase failed = Cases.mediating().failed(DAY);
        refused("conversion-not-asked", failed::handedOver);
        refused("not-an-applicant", () -> failed.conversionAsked(Cases.signed(Cases.FIRM)));
        assertThat(failed.conversionAsked(Cases.signed(Cases.WORKER))
                        .handedOver()
                        .state())
                .isEqualTo(State.HANDED_OVER);
    }

    @Test
    void anAgreementIsSignedByEveryParty() {
        Agreement half =
                new Agreement("1", "terms", BigDecimal.TEN, DAY, DAY.plusDays(5), List.of(Cases.signed(Cases.WORKER)));
        refused("signature-missing", () -> Cases.mediating().agreed(half));
        Agreement early = new Agreement("1", "terms", BigDecimal.TEN, DAY, DAY.minusDays(1), Cases.signedByBoth());
        refused("performed-before-effective", () -> Cases.mediating().agreed(early));
    }

    @Test
    void itIsMissedOnlyWhenItsDayHasGoneBy() {
        LocalDate due = Cases.agreed().file().agreement().performBy();
        refused("not-due-yet", () -> Cases.agreed().missed(due));
        assertThat(Cases.agreed().missed(due.plusDays(1)).state()).isEqualTo(State.BREACHED);
        assertThat(Cases.agreed().missed(due.plusDays(1)).performed().state()).isEqualTo(State.PERFORMED);
    }

    @Test
    void whatIsSettledOrGivenAwayStays() {
        refused("mediation-state", () -> Cases.agreed().handedOver());
        MediationCase away = Cases.breached().handedOver();
        refused("mediation-state", () -> away.filled(Cases.elements()));
        refused("mediation-state", away::handedOver);
        assertThat(away.returned()
                        .filled(Cases.elements())
                        .handedOver()
                        .accepted()
                        .state())
                .isEqualTo(State.ACCEPTED);
        refused("mediation-state", () -> Cases.agreed().performed().conversionAsked(Cases.signed(Cases.WORKER)));
    }

    @Test
    void onlyPartiesOfTheCaseCount() {
        refused("party-unknown", () -> Cases.opened().asked("HR-2026-9999/A1", Will.WILLING, DAY));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(code));
    }
}

package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatutoryClocksTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MEDIATION            | 2026-03-02 | 2026-03-17
            # 15 days end on Sunday 8 March: moved to Monday
            MEDIATION            | 2026-02-21 | 2026-03-09
            CONFIRMATION         | 2026-03-20 | 2026-04-20
            ARBITRATION_REVIEW   | 2026-03-20 | 2026-04-07
            SUE                  | 2026-06-01 | 2026-06-16
            SET_ASIDE            | 2026-06-01 | 2026-07-01
            AWARD                | 2026-04-07 | 2026-05-22
            # a year, and its last day is a Tuesday; in a leap year too
            LIMITATION           | 2025-12-15 | 2026-12-15
            LIMITATION           | 2024-02-29 | 2025-02-28
            # five working days over the Ching Ming holiday
            ARBITRATION_DECISION | 2026-04-01 | 2026-04-09
            # over the National Day holiday, with the days that are made up
            ARBITRATION_DECISION | 2025-09-29 | 2025-10-13
            """)
    void each_period_ends_on_its_day(String code, LocalDate start, LocalDate last) {
        StatutoryClocks.ClockRule rule = StatutoryClocks.rules().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(StatutoryClocks.clock(rule, start, List.of()).lastDay(CALENDAR))
                .isEqualTo(last);
    }

    @Test
    void every_clock_names_its_legal_basis_in_both_languages() {
        assertThat(StatutoryClocks.rules()).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.legalBasis()).isNotBlank();
            assertThat(rule.text().zh()).isNotBlank();
            assertThat(rule.text().en()).isNotBlank();
        });
    }

    @Test
    void only_a_period_that_has_begun_runs() {
        assertThat(codes(MediationCaseFixture.mediating())).containsOnlyKeys("MEDIATION");
        assertThat(codes(MediationCaseFixture.agreed()))
                .containsOnlyKeys("MEDIATION", "CONFIRMATION", "ARBITRATION_REVIEW");
        assertThat(codes(MediationCaseFixture.breached()))
                .containsKeys("SUE", "SET_ASIDE", "LIMITATION_WAGES", "AWARD");
    }

    private static Map<String, LocalDate> codes(MediationCase mediation) {
        return StatutoryClocks.of(mediation, CALENDAR).stream()
                .collect(Collectors.toMap(StatutoryClocks.Deadline::code, StatutoryClocks.Deadline::lastDay));
    }
}

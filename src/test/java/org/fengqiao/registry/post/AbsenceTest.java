package org.fengqiao.registry.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-27T10:00:00Z");

    private final Absence absence = new Absence(UUID.randomUUID(), "officer.1", MONDAY);

    @BeforeEach
    void record_and_hand_over() {
        absence.record(FRIDAY, "ill", "officer.2", "head.1", MONDAY);
        absence.notifiedAt = MONDAY;
    }

    @Test
    void another_end_needs_no_new_handover() {
        absence.record(FRIDAY.plusSeconds(86_400), "still ill", "officer.2", "head.1", FRIDAY);
        assertThat(absence.notifiedAt).isEqualTo(MONDAY);
        assertThat(absence.awayTo).isEqualTo(FRIDAY.plusSeconds(86_400));
    }

    @Test
    void another_cover_needs_a_new_handover() {
        absence.record(FRIDAY, "ill", null, "head.1", FRIDAY);
        assertThat(absence.notifiedAt).isNull();
    }

    @Test
    void numbers_of_persons_in_the_reason_are_masked() {
        absence.record(FRIDAY, "call 13912345678", "officer.2", "head.1", MONDAY);
        assertThat(absence.reason).doesNotContain("13912345678");
    }

    @Test
    void refuses_an_end_before_the_start_and_cover_by_oneself() {
        assertThatThrownBy(() -> absence.record(MONDAY, "ill", null, "head.1", MONDAY))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo("absence-backwards"));
        assertThatThrownBy(() -> absence.record(FRIDAY, "ill", "officer.1", "head.1", MONDAY))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo("absence-self-covered"));
    }
}

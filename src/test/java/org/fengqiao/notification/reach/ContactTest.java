package org.fengqiao.notification.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.fengqiao.platform.security.Role;
import org.fengqiao.registry.post.PostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContactTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration LIMIT = Duration.ofDays(14);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // known, role, area, days since last seen, channels, of these broken, obstacle, blocking
                "true, LABOUR_OFFICE_HEAD, 4403.1., 1, 0, 0, -",
                "true, LABOUR_OFFICE_HEAD, 4403., 14, 0, 0, -",
                "true, LABOUR_OFFICER, 4403.1., 1, 0, 0, -",
                "true, LABOUR_OFFICE_HEAD, 4403.1., 15, 0, 0, UNSEEN",
                "true, LABOUR_OFFICE_HEAD, 4403.1., 15, 1, 0, -",
                "true, LABOUR_OFFICE_HEAD, 4403.1., -, 0, 0, UNSEEN",
                "true, LABOUR_OFFICE_HEAD, 4403.1., 1, 2, 1, -",
                "true, LABOUR_OFFICE_HEAD, 4403.1., 1, 2, 2, NO_WORKING_CHANNEL",
                "true, LABOUR_OFFICE_HEAD, 4403.2., 1, 1, 0, CANNOT_ACT",
                "true, LABOUR_OFFICE_HEAD, 4403.1.2., 1, 1, 0, CANNOT_ACT",
                "true, LABOUR_OFFICE_HEAD, -, 1, 1, 0, CANNOT_ACT",
                "true, CARE_STAFF, 4403.1., 1, 1, 0, CANNOT_ACT",
                "true, POLICY_EDITOR, 4403.1., 1, 1, 0, CANNOT_ACT",
                "false, LABOUR_OFFICE_HEAD, 4403.1., 1, 1, 0, NO_ACCOUNT"
            })
    void what_keeps_somebody_from_being_told(
            boolean known, Role role, String area, Integer days, int channels, int broken, Obstacle obstacle) {
        Instant lastSeen = days == null ? null : AT.minus(Duration.ofDays(days));
        var contact = new Contact("head", "head", known, Set.of(role), area, lastSeen, channels, broken);
        assertThat(contact.obstacle(PostKind.LABOUR_OFFICE_HEAD, "4403.1.", AT, LIMIT)
                        .orElse(null))
                .isEqualTo(obstacle);
    }

    @ParameterizedTest
    @EnumSource(PostKind.class)
    void every_kind_of_post_has_a_role_that_can_fill_it(PostKind kind) {
        assertThat(kind.canBeFilledWith(EnumSet.of(kind.role()))).isTrue();
        assertThat(kind.canBeFilledWith(EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR, Role.ENTERPRISE)))
                .isFalse();
    }

    @Test
    void care_and_labour_never_stand_in_for_each_other() {
        assertThat(PostKind.CARE_TEAM.canBeFilledWith(EnumSet.of(Role.LABOUR_OFFICE_HEAD)))
                .isFalse();
        assertThat(PostKind.LABOUR_DUTY_DESK.canBeFilledWith(EnumSet.of(Role.CARE_STAFF)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void every_obstacle_is_a_sentence_that_says_what_to_do(Obstacle obstacle) {
        var text = obstacle.text(PostKind.DISTRICT_HR, "440307");
        assertThat(text.zh()).contains("请").doesNotContain("%");
        assertThat(text.en()).contains(";").doesNotContain("%");
    }
}

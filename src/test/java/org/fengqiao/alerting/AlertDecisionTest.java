package org.fengqiao.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an assessment means for the alert, by its tier, the previous alert and whether anything is new. */
class AlertDecisionTest {
    private static final int REOPEN_WITHIN_DAYS = 30;
    private static final Instant NOW = Instant.parse("2026-06-30T02:00:00Z");

    @ParameterizedTest(name = "{0} on {1}, closed {2} days ago as {3}, new facts: {4}: {5}")
    @CsvSource({
        // nothing before
        "GREEN,  '',     '', '',          false, BELOW_ALERT_TIER",
        "BLUE,   '',     '', '',          false, raise 1",
        // an open alert
        "YELLOW, YELLOW, '', '',          false, SAME_TIER_ALREADY_RAISED",
        "YELLOW, YELLOW, '', '',          true,  SAME_TIER_ALREADY_RAISED",
        "BLUE,   YELLOW, '', '',          true,  LOWER_THAN_ACTIVE_ALERT",
        "RED,    YELLOW, '', '',          false, upgrade 3",
        // closed: what stood then does not reopen it, something newer or graver does
        "YELLOW, YELLOW, 0,  AVERTED,     false, NOTHING_NEW_SINCE_CLOSING",
        "BLUE,   YELLOW, 0,  AVERTED,     false, NOTHING_NEW_SINCE_CLOSING",
        "YELLOW, YELLOW, 0,  AVERTED,     true,  reopen 3",
        "BLUE,   YELLOW, 30, HAPPENED,    true,  reopen 3",
        "ORANGE, YELLOW, 1,  AVERTED,     false, reopen 3",
        // long ago: another episode, and still only with something newer
        "YELLOW, YELLOW, 31, AVERTED,     true,  raise 4",
        "YELLOW, YELLOW, 31, AVERTED,     false, NOTHING_NEW_SINCE_CLOSING",
        // what it taught stays
        "YELLOW, YELLOW, 1,  FALSE_ALARM, true,  raise 4",
        "YELLOW, YELLOW, 1,  FALSE_ALARM, false, NOTHING_NEW_SINCE_CLOSING",
        "YELLOW, YELLOW, 1,  MERGED,      true,  raise 4",
    })
    void decides(Tier tier, String last, String closedDays, String outcome, boolean hasNewFacts, String expected) {
        AlertDecision decision =
                AlertDecision.of(tier, previous(last, closedDays, outcome), hasNewFacts, REOPEN_WITHIN_DAYS, NOW);

        assertThat(name(decision)).isEqualTo(expected);
    }

    /** People set YELLOW, knowing that the rules say ORANGE. */
    @ParameterizedTest(name = "the rules say {0} {1} hours before people's word ends: {2}")
    @CsvSource({
        "YELLOW,  1, SAME_TIER_ALREADY_RAISED",
        "ORANGE,  1, TIER_SET_BY_HAND",
        "RED,     1, upgrade 3",
        "BLUE,    1, LOWER_THAN_ACTIVE_ALERT",
        "ORANGE,  0, upgrade 3",
        "ORANGE, -1, upgrade 3",
    })
    void decides_while_people_have_set_the_tier(Tier tier, int hoursLeft, String expected) {
        Alert alert = AlertFixture.in(AlertState.RAISED, Tier.ORANGE);
        alert.episode = 3;
        Instant until = NOW.plus(Duration.ofHours(hoursLeft));
        alert.setTier(AlertFixture.rating(Tier.YELLOW), new TierHold(until, Tier.ORANGE), NOW);

        AlertDecision decision = AlertDecision.of(tier, Optional.of(alert), true, REOPEN_WITHIN_DAYS, NOW);

        assertThat(name(decision)).isEqualTo(expected);
    }

    private static Optional<Alert> previous(String tier, String closedDays, String outcome) {
        if (tier.isEmpty()) return Optional.empty();
        Alert alert = closedDays.isEmpty()
                ? AlertFixture.in(AlertState.RAISED, Tier.valueOf(tier))
                : AlertFixture.closed(
                        AlertOutcome.valueOf(outcome),
                        Tier.valueOf(tier),
                        NOW.minus(Duration.ofDays(Long.parseLong(closedDays))));
        alert.episode = 3;
        return Optional.of(alert);
    }

    private static String name(AlertDecision decision) {
        if (decision instanceof AlertDecision.NoChange unchanged)
            return unchanged.reason().name();
        if (decision instanceof AlertDecision.Upgrade upgrade)
            return "upgrade " + upgrade.alert().episode();
        if (decision instanceof AlertDecision.Reopen reopen)
            return "reopen " + reopen.alert().episode();
        return "raise " + ((AlertDecision.Raise) decision).episode();
    }
}

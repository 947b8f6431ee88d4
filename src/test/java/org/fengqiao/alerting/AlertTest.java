package org.fengqiao.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.alerting.AlertFixture.AT;
import static org.fengqiao.alerting.AlertFixture.REOPEN_WITHIN_DAYS;
import static org.fengqiao.alerting.AlertFixture.by;
import static org.fengqiao.alerting.AlertFixture.in;
import static org.fengqiao.alerting.AlertFixture.rating;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.CodeDetector;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WithdrawalPeriod;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole state machine: every event in every state, and every step of people at each tier that matters. */
class AlertTest {
    private static final Instant LATER = AT.plus(Duration.ofHours(3));
    private static final WithdrawalPeriod PERIOD = new WithdrawalPeriod(Duration.ofSeconds(10));
    private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-00000000000b");

    /**
     * The state after an event at RED, from RAISED, ACKNOWLEDGED, CONTACTED, PLANNED, CLOSING, CLOSED: "-" refused, "=" no
     * change and no event, "same" an event that leaves the state. "RAISED" has no row of its own: only a new alert is raised.
     */
    private static final String EVENTS = """
            UPGRADED                        RAISED       RAISED RAISED    RAISED  RAISED  -
            REOPENED                        -            -      -         -       -       RAISED
            RAISED_BY_HAND                  same         same   same      same    same    -
            SUPPRESSED                      same         same   same      same    same    -
            NOTIFIED                        same         same   same      same    same    -
            ACKNOWLEDGED                    ACKNOWLEDGED =      =         =       =       -
            CONTACTED                       -            CONTACTED same   same    -       -
            PLANNED                         -            -      PLANNED   same    -       -
            NOTED                           same         same   same      same    same    same
            ACKNOWLEDGEMENT_WITHDRAWN       -            RAISED -         -       -       -
            NOTE_WITHDRAWN                  same         same   same      same    same    same
            REMINDED                        -            same   -         -       -       -
            ACKNOWLEDGEMENT_LAPSED          -            RAISED -         -       -       -
            ESCALATED                       same         same   same      same    same    -
            REASSIGNED                      same         same   same      same    same    -
            TIER_PROPOSED                   same         same   same      same    same    -
            TIER_REJECTED                   same         same   same      same    same    -
            TIER_SET                        same         same   same      same    same    -
            TIER_RESTORED                   RAISED       RAISED RAISED    RAISED  RAISED  -
            FACT_DISPUTED                   same         same   same      same    same    same
            FACT_CONFIRMED                  same         same   same      same    same    same
            FACT_CORRECTED                  same         same   same      same    same    same
            FACT_ANSWER_MISSED              same         same   same      same    same    same
            TRANSFER_OFFERED                same         same   same      same    -       -
            TRANSFER_ACCEPTED               ACKNOWLEDGED same   same      same    -       -
            TRANSFER_RETURNED               same         same   same      same    same    -
            TRANSFER_WITHDRAWN              same         same   same      same    same    -
            ASSISTANCE_REQUESTED            same         same   same      same    same    -
            ASSISTANCE_ANSWERED             same         same   same      same    same    -
            ASSISTANCE_WITHDRAWN            same         same   same      same    same    -
            REQUEST_ESCALATED               same         same   same      same    same    -
            CLOSE_REQUESTED                 -            -      CLOSING   CLOSING =       -
            CLOSE_REJECTED                  -            -      -         -       PLANNED -
            CLOSED                          -            -      -         -       CLOSED  =
            TASK_REPLIED                    same         same   same      same    same    -
            TASK_DONE                       same         same   same      same    same    -
            TASK_MISSED                     same         same   same      same    same    -
            MEDIATION_OPENED                same         same   same      same    same    same
            MEDIATION_PARTY_ADDED           same         same   same      same    same    same
            MEDIATION_NOT_ASKED             same         same   same      same    same    same
            MEDIATION_WILLING               same         same   same      same    same    same
            MEDIATION_UNWILLING             same         same   same      same    same    same
            MEDIATION_MEDIATOR_CHANGED      same         same   same      same    same    same
            MEDIATION_SESSION_HELD          same         same   same      same    same    same
            MEDIATION_CONCESSION            same         same   same      same    same    same
            MEDIATION_CONCESSION_RELEASED   same         same   same      same    same    same
            MEDIATION_AGREED                same         same   same      same    same    same
            MEDIATION_AGREEMENT_VOID        same         same   same      same    same    same
            MEDIATION_PERFORMED             same         same   same      same    same    same
            MEDIATION_PERFORMANCE_DUE       same         same   same      same    same    same
            MEDIATION_PERIOD_ENDS           same         same   same      same    same    same
            MEDIATION_BREACHED              same         same   same      same    same    same
            MEDIATION_FAILED                same         same   same      same    same    same
            MEDIATION_ELEMENTS              same         same   same      same    same    same
            MEDIATION_CONVERSION_REQUESTED  same         same   same      same    same    same
            MEDIATION_HANDED_OVER           same         same   same      same    same    same
            MEDIATION_ACCEPTED              same         same   same      same    same    same
            MEDIATION_RETURNED              same         same   same      same    same    same
            """;

    @TestFactory
    Stream<DynamicTest> every_event_in_every_state() {
        return rows(EVENTS).flatMap(row -> Arrays.stream(AlertState.values())
                .map(state -> DynamicTest.dynamicTest(row[0] + " when " + state, () -> {
                    AlertEvent event = AlertEvent.valueOf(row[0]);
                    Tier tier = event == AlertEvent.UPGRADED ? Tier.ORANGE : Tier.RED;
                    Alert alert = in(state, tier);
                    String expected = row[state.ordinal() + 1];
                    switch (expected) {
                        case "-" ->
                            assertThatThrownBy(() -> cause(event, alert))
                                    .isInstanceOfAny(ProblemException.class, IllegalStateException.class);
                        case "=" -> assertThat(cause(event, alert)).isEmpty();
                        default -> assertThat(cause(event, alert)).contains(event);
                    }
                    boolean keepsState = List.of("-", "=", "same").contains(expected);
                    assertThat(alert.state()).isEqualTo(keepsState ? state : AlertState.valueOf(expected));
                })));
    }

    @Test
    void the_table_has_every_event_but_that_of_the_beginning() {
        assertThat(rows(EVENTS).map(row -> AlertEvent.valueOf(row[0])))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlertEvent.values())
                        .filter(event -> event != AlertEvent.RAISED)
                        .toList());
    }

    private static Stream<String[]> rows(String table) {
        return table.lines().map(line -> line.strip().split(" +"));
    }

    /** Makes the transition that leaves this event. */
    private static Optional<AlertEvent> cause(AlertEvent event, Alert alert) {
        return switch (event) {
            case RAISED -> throw new IllegalArgumentException("only a new alert is raised");
            case UPGRADED -> Optional.of(alert.upgrade(rating(Tier.RED), LATER));
            case REOPENED -> Optional.of(alert.reopen(rating(Tier.BLUE), REOPEN_WITHIN_DAYS, LATER));
            case SUPPRESSED -> Optional.of(alert.suppress());
            case NOTIFIED -> alert.notifyOwner(LATER);
            case ACKNOWLEDGED -> alert.acknowledge(by("li"));
            case CONTACTED -> Optional.of(alert.contact(by("li")));
            case PLANNED -> Optional.of(alert.plan(by("li")));
            case ACKNOWLEDGEMENT_WITHDRAWN -> Optional.of(alert.withdrawAcknowledgement(PERIOD, by("li")));
            case TRANSFER_OFFERED -> Optional.of(alert.offerTransfer(by("li")));
            case TRANSFER_ACCEPTED ->
                Optional.of(alert.acceptTransfer(new AlertOwner(OTHER, "wu", "TRANSFERRED"), by("wu")));
            case TRANSFER_RETURNED,
                    TRANSFER_WITHDRAWN,
                    ASSISTANCE_REQUESTED,
                    ASSISTANCE_ANSWERED,
                    ASSISTANCE_WITHDRAWN -> Optional.of(alert.recordRequest(event, by("wu")));
            case REMINDED -> Optional.of(alert.remind(LATER.plusSeconds(60), LATER));
            case ACKNOWLEDGEMENT_LAPSED -> {
                if (alert.state() == AlertState.ACKNOWLEDGED) alert.remind(LATER, AT);
                yield Optional.of(alert.lapseAcknowledgement());
            }
            case REASSIGNED -> alert.reassign(new AlertOwner(OTHER, null, "POST_VACANT"));
            case TIER_SET -> Optional.of(alert.setTier(rating(Tier.YELLOW), new TierHold(LATER, Tier.RED), LATER));
            case TIER_RESTORED -> {
                alert.setTier(rating(Tier.YELLOW), new TierHold(LATER, Tier.RED), LATER);
                yield Optional.of(alert.restoreTier(rating(Tier.RED), LATER));
            }
            case CLOSE_REQUESTED ->
                alert.state() == AlertState.CLOSED
                        ? alert.close(AlertOutcome.AVERTED, null, by("wu"))
                        : alert.close(AlertOutcome.HAPPENED, null, by("li")).filter(e -> e == event);
            case CLOSE_REJECTED -> Optional.of(alert.rejectClosing(by("chen")));
            case CLOSED -> alert.confirmClosing(by("chen"));
            default -> Optional.of(alert.record(event));
        };
    }

    /** What a step leads to; "forbidden" by the same person, "n/a" not at this tier. */
    private static final String RED = """
            acknowledge   ACKNOWLEDGED =         =         =       =            -
            contact       -            CONTACTED CONTACTED PLANNED -            -
            plan          -            -         PLANNED   PLANNED -            -
            AVERTED       -            -         -         CLOSING -            -
            HAPPENED      -            -         CLOSING   CLOSING =            =
            FALSE_ALARM   -            -         CLOSING   CLOSING -            -
            MERGED        -            CLOSING   CLOSING   CLOSING -            -
            confirm       -            -         -         -       CLOSED       =
            confirm-own   -            -         -         -       forbidden    -
            reject        -            -         -         -       PLANNED      -
            """;

    private static final String YELLOW = """
            acknowledge   ACKNOWLEDGED =         =         =       n/a          -
            contact       -            CONTACTED CONTACTED PLANNED n/a          -
            plan          -            -         PLANNED   PLANNED n/a          -
            AVERTED       -            -         -         CLOSED  n/a          -
            HAPPENED      -            -         CLOSED    CLOSED  n/a          =
            FALSE_ALARM   -            -         CLOSED    CLOSED  n/a          -
            MERGED        -            CLOSED    CLOSED    CLOSED  n/a          -
            confirm       -            -         -         -       n/a          -
            reject        -            -         -         -       n/a          -
            """;

    @TestFactory
    Stream<DynamicTest> every_step_in_every_state() {
        return Stream.of(
                        table(Tier.RED, RED),
                        table(Tier.ORANGE, RED),
                        table(Tier.YELLOW, YELLOW),
                        // a telephone call is enough
                        table(
                                Tier.BLUE,
                                YELLOW.replace(
                                        "AVERTED       -            -         -         CLOSED",
                                        "AVERTED       -            -         CLOSED    CLOSED")))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> table(Tier tier, String table) {
        return rows(table).flatMap(row -> Arrays.stream(AlertState.values())
                .filter(state -> !row[state.ordinal() + 1].equals("n/a"))
                .map(state -> DynamicTest.dynamicTest(
                        tier + " " + row[0] + " when " + state,
                        () -> step_leads_to(tier, row[0], state, row[state.ordinal() + 1]))));
    }

    private static void step_leads_to(Tier tier, String step, AlertState state, String expected) {
        Alert alert = in(state, tier);
        switch (expected) {
            case "-" ->
                assertThatThrownBy(() -> take(alert, step)).isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.WRONG_STATE);
                    assertThat(failure.en())
                            .contains("The alert is " + state.text().en())
                            .matches("(?s).*\\. .+\\.");
                    assertThat(failure.zh()).contains("预警现为“" + state.text().zh());
                    assertThat(CodeDetector.codes(failure.zh() + failure.en())).isEmpty();
                });
            case "forbidden" ->
                assertThatThrownBy(() -> take(alert, step))
                        .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                                .isEqualTo("own-closing"));
            case "=" -> assertThat(take(alert, step)).isEmpty();
            default -> assertThat(take(alert, step)).isPresent();
        }
        boolean unchanged = List.of("-", "=", "forbidden").contains(expected);
        assertThat(alert.state()).isEqualTo(unchanged ? state : AlertState.valueOf(expected));
    }

    private static Optional<AlertEvent> take(Alert alert, String step) {
        return switch (step) {
            case "acknowledge" -> alert.acknowledge(by("li"));
            case "contact" -> Optional.of(alert.contact(by("li")));
            case "plan" -> Optional.of(alert.plan(by("li")));
            case "confirm" -> alert.confirmClosing(by("chen"));
            case "confirm-own" -> alert.confirmClosing(by("li"));
            case "reject" -> Optional.of(alert.rejectClosing(by("chen")));
            default -> alert.close(AlertOutcome.valueOf(step), step.equals("MERGED") ? OTHER : null, by("li"));
        };
    }

    @Test
    void an_acknowledgement_is_taken_back_within_seconds_by_whoever_gave_it() {
        Alert alert = in(AlertState.ACKNOWLEDGED, Tier.RED);
        assertThatThrownBy(() -> alert.withdrawAcknowledgement(PERIOD, by("wu")))
                .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                        .isEqualTo("withdrawal-of-another"));
        ActionContext tooLate = new ActionContext("li", AT.plusSeconds(10), REOPEN_WITHIN_DAYS);
        assertThatThrownBy(() -> alert.withdrawAcknowledgement(PERIOD, tooLate))
                .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                        .isEqualTo("withdrawal-too-late"));
        alert.withdrawAcknowledgement(PERIOD, new ActionContext("li", AT.plusSeconds(9), REOPEN_WITHIN_DAYS));
        assertThat(alert.acknowledgedAt()).isNull();
        assertThat(alert.acknowledge(by("wu"))).contains(AlertEvent.ACKNOWLEDGED);
    }

    @Test
    void whoever_accepts_an_alert_owns_it_and_has_seen_it() {
        Alert alert = in(AlertState.RAISED, Tier.RED);
        AlertOwner lead = new AlertOwner(OTHER, "wu", "TRANSFERRED");
        alert.offerTransfer(by("li"));
        assertThat(alert.owner()).as("its owner stays responsible").isNotEqualTo(lead);
        alert.acceptTransfer(lead, by("wu"));
        assertThat(alert.owner()).isEqualTo(lead);
        assertThat(alert.acknowledgedBy).isEqualTo("wu");
        Alert planned = in(AlertState.PLANNED, Tier.RED);
        planned.acceptTransfer(lead, by("wu"));
        assertThat(planned.acknowledgedBy).as("the work goes on where it was").isEqualTo("li");
    }

    @Test
    void a_rejected_closing_goes_on_where_it_was() {
        Alert alert = in(AlertState.CONTACTED, Tier.RED);
        alert.close(AlertOutcome.MERGED, OTHER, by("li"));
        alert.rejectClosing(by("chen"));
        assertThat(alert.state()).isEqualTo(AlertState.CONTACTED);
        assertThat(alert.outcome()).isNull();
        assertThat(alert.closedBy()).isNull();
        assertThat(alert.mergedIntoId).isNull();
        assertThat(alert.closing()).isEmpty();
    }

    @Test
    void a_closed_alert_says_when_how_and_by_whom() {
        assertThat(in(AlertState.CLOSED, Tier.RED).closing())
                .contains(new Alert.Closing(Tier.RED, AT, AlertOutcome.HAPPENED, "li", "chen"));
    }

    @Test
    void an_upgrade_begins_anew_but_keeps_its_group() {
        Alert alert = in(AlertState.ACKNOWLEDGED, Tier.YELLOW);
        alert.joinGroup(OTHER);
        alert.notifyOwner(AT);
        alert.remind(LATER, AT);
        AlertOwner head = new AlertOwner(OTHER, "chen", "HOLDS_THE_POST");
        alert.upgrade(new AlertRating(Tier.RED, "4403.440307.", head, LATER), LATER);
        assertThat(alert.owner()).isEqualTo(head);
        assertThat(alert.tierSince()).isEqualTo(LATER);
        assertThat(alert.acknowledgedAt()).isNull();
        assertThat(alert.groupLead()).isEqualTo(OTHER);
        assertThat(alert.lastNotification()).contains(new Alert.LastNotification(Tier.YELLOW, AT));
    }

    @Test
    void an_upgrade_of_a_closing_alert_no_longer_merges_it() {
        Alert alert = in(AlertState.ACKNOWLEDGED, Tier.ORANGE);
        alert.joinGroup(new UUID(0, 9));
        alert.close(AlertOutcome.MERGED, OTHER, by("li"));
        alert.upgrade(rating(Tier.RED), LATER);
        assertThat(alert.mergedIntoId).isNull();
        assertThat(alert.groupLead()).isEqualTo(new UUID(0, 9));
    }

    /** Else a graver alert would be reminded of by the time of its milder tier. */
    @Test
    void an_acknowledgement_forgets_the_reminders_of_the_one_before() {
        Alert alert = in(AlertState.ACKNOWLEDGED, Tier.YELLOW);
        alert.scheduleReminder(AT.plus(Duration.ofDays(3)));
        alert.upgrade(rating(Tier.RED), LATER);
        alert.acknowledge(by("chen"));
        assertThat(alert.remindAt).isNull();
        assertThat(alert.remindedAt()).isNull();
    }

    @Test
    void a_milder_tier_set_by_hand_leaves_what_was_done_unless_another_post_takes_over() {
        Alert same = in(AlertState.CONTACTED, Tier.ORANGE);
        same.setTier(rating(Tier.YELLOW), new TierHold(LATER, Tier.ORANGE), LATER);
        assertThat(same.state()).isEqualTo(AlertState.CONTACTED);
        assertThat(same.tier()).isEqualTo(Tier.YELLOW);
        assertThat(same.acknowledgedAt()).isEqualTo(AT);

        Alert other = in(AlertState.CONTACTED, Tier.ORANGE);
        AlertOwner lead = new AlertOwner(OTHER, "chen", "HOLDS_THE_POST");
        other.setTier(
                new AlertRating(Tier.YELLOW, "4403.440307.", lead, LATER), new TierHold(LATER, Tier.ORANGE), LATER);
        assertThat(other.state()).isEqualTo(AlertState.RAISED);
        assertThat(other.owner()).isEqualTo(lead);
    }

    @Test
    void a_tier_set_by_hand_ends_with_an_upgrade_and_with_the_alert() {
        Alert upgraded = in(AlertState.RAISED, Tier.ORANGE);
        upgraded.setTier(rating(Tier.YELLOW), new TierHold(LATER, Tier.ORANGE), AT);
        upgraded.upgrade(rating(Tier.RED), LATER);
        assertThat(upgraded.tierHold()).isEmpty();

        Alert closed = in(AlertState.PLANNED, Tier.YELLOW);
        closed.setTier(rating(Tier.BLUE), new TierHold(LATER, Tier.YELLOW), AT);
        closed.close(AlertOutcome.AVERTED, null, by("li"));
        assertThat(closed.tierHold()).isEmpty();
    }

    @Test
    void only_a_graver_tier_upgrades() {
        assertThatThrownBy(() -> in(AlertState.RAISED, Tier.ORANGE).upgrade(rating(Tier.ORANGE), LATER))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_acknowledgement_lapses_only_after_a_reminder() {
        assertThatThrownBy(() -> in(AlertState.ACKNOWLEDGED, Tier.RED).lapseAcknowledgement())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_is_notified_while_it_is_raised_needs_no_event_of_their_own() {
        Alert alert = in(AlertState.RAISED, Tier.RED);
        assertThat(alert.notifyOwner(AT)).isEmpty();
        assertThat(alert.lastNotification()).contains(new Alert.LastNotification(Tier.RED, AT));
    }

    @Test
    void a_repeat_is_counted() {
        Alert alert = in(AlertState.RAISED, Tier.RED);
        alert.countRepeat(LATER);
        assertThat(alert.repeatCount).isEqualTo(1);
        assertThat(alert.assessedAt()).isEqualTo(LATER);
    }

    @ParameterizedTest
    @CsvSource({
        "AVERTED,     14, 关闭后14天内, reopens by itself if the fact recurs within 14 days",
        "HAPPENED,    30, 关闭后30天内, reopens by itself if the fact recurs within 30 days",
        "FALSE_ALARM, 30, 不会重新打开, does not reopen; new facts raise a new alert",
        "MERGED,      30, 不会重新打开, merged into alert 00000000-0000-0000-0000-000000000008"
    })
    void a_refusal_says_whether_a_closed_alert_reopens(AlertOutcome outcome, int days, String zh, String en) {
        Alert alert = AlertFixture.closed(outcome, Tier.RED, AT);
        assertThatThrownBy(() -> alert.acknowledge(new ActionContext("wu", LATER, days)))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.zh()).contains(zh);
                    assertThat(failure.en()).contains(en);
                });
    }

    @ParameterizedTest
    @EnumSource(AlertOutcome.class)
    void what_a_refusal_says_of_reopening_is_what_happens(AlertOutcome outcome) {
        Alert alert = AlertFixture.closed(outcome, Tier.RED, AT);
        boolean reopens = alert.nextStep(30).en().contains("reopens by itself");
        assertThat(alert.canReopen(30, AT.plus(Duration.ofDays(30)))).isEqualTo(reopens);
        assertThat(alert.canReopen(30, AT.plus(Duration.ofDays(30)).plusSeconds(1)))
                .isFalse();
    }
}

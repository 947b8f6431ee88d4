package org.fengqiao.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every step in every state, at a tier that needs a check, one that does not, and the mildest. */
class AlertTest {
    private static final Instant AT = Instant.parse("2027-02-05T01:00:00Z");
    private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-00000000000b");

    /** What a step leads to from RAISED, ACKNOWLEDGED, CONTACTED, PLANNED, CLOSING, CLOSED; "-" refused, "=" no change. */
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
            return        -            -         -         -       PLANNED      -
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
            return        -            -         -         -       n/a          -
            """;

    @TestFactory
    Stream<DynamicTest> every_event_in_every_state() {
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
        return table.lines().map(line -> line.strip().split(" +")).flatMap(row -> Arrays.stream(AlertState.values())
                .filter(state -> !row[state.ordinal() + 1].equals("n/a"))
                .map(state -> DynamicTest.dynamicTest(
                        tier + " " + row[0] + " when " + state,
                        () -> holds(tier, row[0], state, row[state.ordinal() + 1]))));
    }

    private static void holds(Tier tier, String step, AlertState state, String expected) {
        Alert life = in(tier, state);
        switch (expected) {
            case "-" ->
                assertThatThrownBy(() -> take(life, step)).isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.WRONG_STATE);
                    assertThat(failure.en()).contains("The alert is " + state).matches("(?s).*\\. .+\\.");
                    assertThat(failure.zh()).contains("预警现为" + state);
                });
            case "forbidden" ->
                assertThatThrownBy(() -> take(life, step))
                        .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                                .isEqualTo("own-closing"));
            case "=" -> assertThat(take(life, step)).isEmpty();
            default -> assertThat(take(life, step)).isPresent();
        }
        boolean unchanged = List.of("-", "=", "forbidden").contains(expected);
        assertThat(life.state).isEqualTo(unchanged ? state : AlertState.valueOf(expected));
    }

    private static Optional<AlertEvent> take(Alert life, String step) {
        return switch (step) {
            case "acknowledge" -> life.acknowledge("li", AT);
            case "contact" -> life.contact(AT);
            case "plan" -> life.plan(AT);
            case "confirm" -> life.confirmClosing("chen", AT);
            case "confirm-own" -> life.confirmClosing("li", AT);
            case "return" -> life.rejectClosing();
            default -> life.close(AlertOutcome.valueOf(step), step.equals("MERGED") ? OTHER : null, "li", AT);
        };
    }

    /** Closed, and asked to close, as HAPPENED by li; checked, where a check is needed, by chen. */
    private static Alert in(Tier tier, AlertState state) {
        Alert life = new Alert(UUID.randomUUID(), tier, AlertState.RAISED);
        Map<AlertState, Runnable> steps = Map.of(
                AlertState.ACKNOWLEDGED, () -> life.acknowledge("li", AT),
                AlertState.CONTACTED, () -> life.contact(AT),
                AlertState.PLANNED, () -> life.plan(AT),
                AlertState.CLOSING, () -> life.close(AlertOutcome.HAPPENED, null, "li", AT));
        for (AlertState next : AlertState.values()) {
            if (next.compareTo(state) <= 0 && steps.containsKey(next))
                steps.get(next).run();
        }
        if (state == AlertState.CLOSED && life.needsReview()) life.confirmClosing("chen", AT);
        return life;
    }

    @Test
    void a_returned_alert_resumes_its_former_state() {
        Alert life = new Alert(UUID.randomUUID(), Tier.RED, AlertState.RAISED);
        life.acknowledge("li", AT);
        life.contact(AT);
        life.close(AlertOutcome.FALSE_ALARM, null, "li", AT);
        life.rejectClosing();
        assertThat(life.state).isEqualTo(AlertState.CONTACTED);
        assertThat(life.outcome).isNull();
        assertThat(life.closedBy).isNull();
        assertThat(life.closedAt).isNull();
    }

    @Test
    void a_closed_alert_says_when_how_and_by_whom() {
        Alert life = in(Tier.RED, AlertState.CLOSED);
        assertThat(life.closedAt).isEqualTo(AT);
        assertThat(life.outcome).isEqualTo(AlertOutcome.HAPPENED);
        assertThat(life.closedBy).isEqualTo("li");
        assertThat(life.checkedBy).isEqualTo("chen");
    }
}

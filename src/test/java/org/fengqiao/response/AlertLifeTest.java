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
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.AlertLife.Event;
import org.fengqiao.response.AlertLife.State;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every step in every state, at a tier that needs a check, one that does not, and the mildest. */
class AlertLifeTest {
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
    Stream<DynamicTest> everyStepInEveryState() {
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
        return table.lines().map(line -> line.strip().split(" +")).flatMap(row -> Arrays.stream(State.values())
                .filter(state -> !row[state.ordinal() + 1].equals("n/a"))
                .map(state -> DynamicTest.dynamicTest(
                        tier + " " + row[0] + " when " + state,
                        () -> holds(tier, row[0], state, row[state.ordinal() + 1]))));
    }

    private static void holds(Tier tier, String step, State state, String expected) {
        AlertLife life = in(tier, state);
        switch (expected) {
            case "-" ->
                assertThatThrownBy(() -> take(life, step)).isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.WRONG_STATE);
                    assertThat(failure.en()).contains("The alert is " + state).matches("(?s).*\\. .+\\.");
                    assertThat(failure.zh()).contains("预警现为" + state);
                });
            case "forbidden" ->
                assertThatThrownBy(() -> take(life, step))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                                .isEqualTo("own-closing"));
            case "=" -> assertThat(take(life, step)).isEmpty();
            default -> assertThat(take(life, step)).isPresent();
        }
        boolean unchanged = List.of("-", "=", "forbidden").contains(expected);
        assertThat(life.state).isEqualTo(unchanged ? state : State.valueOf(expected));
    }

    private static Optional<Event> take(AlertLife life, String step) {
        return switch (step) {
            case "acknowledge" -> life.acknowledge("li", AT);
            case "contact" -> life.contact(AT);
            case "plan" -> life.plan(AT);
            case "confirm" -> life.confirm("chen", AT);
            case "confirm-own" -> life.confirm("li", AT);
            case "return" -> life.giveBack();
            default -> life.close(Outcome.valueOf(step), step.equals("MERGED") ? OTHER : null, "li", AT);
        };
    }

    /** Closed, and asked to close, as HAPPENED by li; checked, where a check is needed, by chen. */
    private static AlertLife in(Tier tier, State state) {
        AlertLife life = new AlertLife(UUID.randomUUID(), tier, State.RAISED);
        Map<State, Runnable> steps = Map.of(
                State.ACKNOWLEDGED, () -> life.acknowledge("li", AT),
                State.CONTACTED, () -> life.contact(AT),
                State.PLANNED, () -> life.plan(AT),
                State.CLOSING, () -> life.close(Outcome.HAPPENED, null, "li", AT));
        for (State next : State.values()) {
            if (next.compareTo(state) <= 0 && steps.containsKey(next))
                steps.get(next).run();
        }
        if (state == State.CLOSED && life.needsCheck()) life.confirm("chen", AT);
        return life;
    }

    @Test
    void whatIsReturnedGoesOnWhereItStood() {
        AlertLife life = new AlertLife(UUID.randomUUID(), Tier.RED, State.RAISED);
        life.acknowledge("li", AT);
        life.contact(AT);
        life.close(Outcome.FALSE_ALARM, null, "li", AT);
        life.giveBack();
        assertThat(life.state).isEqualTo(State.CONTACTED);
        assertThat(life.outcome).isNull();
        assertThat(life.closedBy).isNull();
        assertThat(life.closedAt).isNull();
    }

    @Test
    void aClosedAlertSaysWhenHowAndByWhom() {
        AlertLife life = in(Tier.RED, State.CLOSED);
        assertThat(life.closedAt).isEqualTo(AT);
        assertThat(life.outcome).isEqualTo(Outcome.HAPPENED);
        assertThat(life.closedBy).isEqualTo("li");
        assertThat(life.checkedBy).isEqualTo("chen");
    }
}

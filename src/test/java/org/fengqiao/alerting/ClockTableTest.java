package org.fengqiao.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.CodeDetector;
import org.fengqiao.alerting.AlertClock.State;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each event does to each clock of an alert, in time and too late. */
class ClockTableTest {
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant IN_TIME = START.plus(Duration.ofMinutes(30));
    private static final Instant TOO_LATE = START.plus(Duration.ofHours(3));
    private static final String DURATION = "PT1H";
    private static final List<String> STEPS = List.of("ack", "contact", "enterprise", "plan", "close");

    /**
     * The clocks of ack, contact, enterprise, plan and close after an event, the former before the new one: R running, M met,
     * X missed, S stopped; L met late, Y stopped when it was missed already. First in time, then too late. An event without a
     * row changes no clock.
     */
    private static final String CLOCKS = """
            ACKNOWLEDGED            M  R  R  R  R     L  X  X  X  X
            TRANSFER_ACCEPTED       M  R  R  R  R     L  X  X  X  X
            CONTACTED               R  M  R  R  R     X  L  X  X  X
            TASK_DONE               R  R  M  R  R     X  X  L  X  X
            PLANNED                 R  R  R  M  R     X  X  X  L  X
            CLOSED                  S  S  S  S  M     Y  Y  Y  Y  L
            UPGRADED                SR SR SR SR SR    YR YR YR YR YR
            REOPENED                SR SR SR SR SR    YR YR YR YR YR
            NOTIFIED                SR SR SR SR SR    YR YR YR YR YR
            ACKNOWLEDGEMENT_LAPSED  MR R  R  R  R     LR X  X  X  X
            """;

    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final AlertClocks ALERT_CLOCKS = new AlertClocks(DATABASE);
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final Route ROUTE = new Route(
            0,
            "R",
            Dimension.LABOUR,
            Tier.RED,
            0,
            Integer.MAX_VALUE,
            "",
            "LABOUR_OFFICE_HEAD",
            List.of(),
            STEPS.stream().collect(Collectors.toMap(step -> step, step -> DURATION)),
            new BilingualText("", ""),
            new BilingualText("", ""),
            "",
            LocalDate.EPOCH,
            Optional.empty());

    @TestFactory
    Stream<DynamicTest> every_event_and_every_clock() {
        Map<AlertEvent, String[]> table = CLOCKS.lines()
                .map(line -> line.strip().split(" +"))
                .collect(Collectors.toMap(row -> AlertEvent.valueOf(row[0]), row -> row));
        return Arrays.stream(AlertEvent.values())
                .filter(event -> event != AlertEvent.RAISED)
                .flatMap(event -> Stream.of(IN_TIME, TOO_LATE)
                        .map(at -> DynamicTest.dynamicTest(event + (at == IN_TIME ? " in time" : " too late"), () -> {
                            int first = at == IN_TIME ? 1 : 6;
                            List<String> expected = table.containsKey(event)
                                    ? List.of(table.get(event)).subList(first, first + STEPS.size())
                                    : STEPS.stream()
                                            .map(step -> at == IN_TIME ? "R" : "X")
                                            .toList();
                            assertThat(clocksAfter(event, at)).isEqualTo(expected);
                        })));
    }

    private static List<String> clocksAfter(AlertEvent event, Instant at) {
        UUID alert = UUID.randomUUID();
        start(alert, Set.of(), START);
        switch (event) {
            case UPGRADED, REOPENED, NOTIFIED -> start(alert, Set.of(alert), at);
            case ACKNOWLEDGEMENT_LAPSED -> {
                ALERT_CLOCKS.apply(alert, AlertEvent.ACKNOWLEDGED, "li", at);
                ALERT_CLOCKS.restart(alert, "ack", CALENDAR, at);
            }
            case ACKNOWLEDGEMENT_WITHDRAWN -> {
                ALERT_CLOCKS.apply(alert, AlertEvent.ACKNOWLEDGED, "li", at);
                ALERT_CLOCKS.resume(alert, "ack", at);
            }
            case TASK_MISSED -> ALERT_CLOCKS.markMissed(List.of(alert), "enterprise", at);
            default -> ALERT_CLOCKS.apply(alert, event, "li", at);
        }
        return STEPS.stream()
                .map(step -> clocks(alert, step).stream()
                        .map(clock -> letter(clock, at))
                        .collect(Collectors.joining()))
                .toList();
    }

    private static String letter(AlertClock clock, Instant now) {
        boolean wasMissed = clock.missedSince(now).isPresent();
        BilingualText text = clock.text(now);
        assertThat(CodeDetector.codes(text.zh() + " " + text.en())).isEmpty();
        assertThat(text.en()).doesNotContain("_");
        return switch (clock.state(now)) {
            case RUNNING -> "R";
            case MET -> {
                assertThat(clock.metBy()).isEqualTo("li");
                assertThat(text.en().contains("late")).isEqualTo(wasMissed);
                yield wasMissed ? "L" : "M";
            }
            case MISSED -> {
                assertThat(text.en()).contains("overdue since 2026-03-02 11:00");
                yield "X";
            }
            case STOPPED -> {
                assertThat(clock.stopReason()).isNotNull();
                yield wasMissed ? "Y" : "S";
            }
        };
    }

    @Test
    void the_store_says_the_same_of_what_was_looked_at() {
        UUID alert = UUID.randomUUID();
        start(alert, Set.of(), START);
        ALERT_CLOCKS.markMissed(List.of(alert), "enterprise", TOO_LATE);
        ALERT_CLOCKS.apply(alert, AlertEvent.ACKNOWLEDGED, "li", TOO_LATE);
        assertThat(states(alert)).isEqualTo("ack MET, close RUNNING, contact RUNNING, enterprise MISSED, plan RUNNING");
        ALERT_CLOCKS.apply(alert, AlertEvent.CLOSED, "li", TOO_LATE);
        assertThat(states(alert)).isEqualTo("ack MET, close MET, contact STOPPED, enterprise STOPPED, plan STOPPED");
    }

    @Test
    void what_is_due_at_a_moment_may_still_be_done_in_that_moment() {
        AlertClock clock = new AlertClock("ack", DURATION, START, IN_TIME, IN_TIME, "li", null, null);
        assertThat(clock.lateness()).isEmpty();
        AlertClock late = new AlertClock("ack", DURATION, START, IN_TIME, TOO_LATE, "王芳", null, null);
        assertThat(late.state(TOO_LATE)).isEqualTo(State.MET);
        assertThat(late.lateness()).contains(Duration.between(IN_TIME, TOO_LATE));
        assertThat(late.text(TOO_LATE))
                .isEqualTo(new BilingualText(
                        "签收：王芳于2026-03-02 13:00完成，迟2小时", "acknowledgement: done 2026-03-02 13:00 by 王芳, 2 hours late"));
    }

    private static void start(UUID alert, Set<UUID> former, Instant at) {
        Transactions.inTransaction(DATABASE, connection -> {
            StatementBatch batch = new StatementBatch();
            AlertClocks.start(batch, CALENDAR, Map.of(alert, ROUTE), former, at);
            batch.execute(connection);
            return null;
        });
    }

    private static String states(UUID alert) {
        return new SqlQuery(
                        "select string_agg(step || ' ' || state, ', ' order by step) from alert_clock where alert_id = ?",
                        alert)
                .first(DATABASE, rows -> rows.getString(1))
                .orElseThrow();
    }

    private static List<AlertClock> clocks(UUID alert, String step) {
        return new SqlQuery(
                        "select * from alert_clock where alert_id = ? and step = ? order by started_at", alert, step)
                .list(
                        DATABASE,
                        rows -> new AlertClock(
                                step,
                                rows.getString("duration"),
                                Jdbc.instant(rows, "started_at"),
                                Jdbc.instant(rows, "due_at"),
                                Jdbc.instant(rows, "completed_at"),
                                rows.getString("completed_by"),
                                Jdbc.instant(rows, "stopped_at"),
                                rows.getString("stop_reason") == null
                                        ? null
                                        : AlertClock.StopReason.valueOf(rows.getString("stop_reason"))));
    }
}

package org.fengqiao.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.pipeline.FileIntake;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that assesses by itself, on several nodes, through nights, imports and breakdowns; the clock is moved by hand. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = true)
class PassScheduleStoryTest {
    private static final Instant EVENING = Instant.parse("2027-03-01T17:30:00Z");
    /** Two at night in the city. */
    private static final Instant NIGHT = Instant.parse("2027-03-01T18:00:00Z");

    @Inject
    AssessmentPass pass;

    @Inject
    PassRuns runs;

    @Inject
    FileIntake intake;

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    DataSource database;

    @Inject
    MovableClock clock;

    @TempDir
    Path folder;

    private PassSchedule node;
    private PassSchedule other;
    private UUID enterprise;

    private record Run(
            PassJob job, Instant due, String cause, boolean late, RunOutcome outcome, String node, int attempts) {}

    @BeforeEach
    void two_nodes_serve() {
        for (String table : List.of("pass_run", "pass_schedule", "pass", "operational_alarm", "import_run"))
            execute("delete from " + table);
        execute("delete from assessment");
        clock.set(EVENING);
        city.street("9971");
        enterprise = city.enterprise("9971", "自动评估厂", 120);
        node = new PassSchedule(pass, runs, clock, "node-1");
        other = new PassSchedule(pass, runs, clock, "node-2");
        node.start();
        other.start();
    }

    @AfterEach
    void the_clock_goes_on() {
        clock.reset();
    }

    @Test
    void everybody_is_assessed_at_night_and_once() {
        at(NIGHT.minusSeconds(1));
        assertThat(made(PassJob.EVERYBODY)).isEmpty();
        at(NIGHT);
        assertThat(made(PassJob.EVERYBODY))
                .containsExactly(new Run(PassJob.EVERYBODY, NIGHT, "SCHEDULE", false, RunOutcome.DONE, "node-1", 1));
        assertThat(count("select count(*) from assessment where enterprise_id = '" + enterprise + "'"))
                .isEqualTo(1);
        at(NIGHT.plusSeconds(3_600));
        other.runDue(clock.instant());
        assertThat(made(PassJob.EVERYBODY)).hasSize(1);
        at(NIGHT.plus(Duration.ofDays(1)));
        assertThat(made(PassJob.EVERYBODY)).hasSize(2);
    }

    @Test
    void what_a_window_turned_is_assessed_within_ten_minutes() {
        at(EVENING.plusSeconds(600));
        city.observe(enterprise, "WAG01", 45, clock.instant());
        at(EVENING.plusSeconds(1_200));
        assertThat(tier()).isNotEqualTo("GREEN").isNotEqualTo("GREY");
        Instant turn = new SqlQuery("select holds_until from assessment where enterprise_id = ?", enterprise)
                .first(database, row -> row.getTimestamp(1).toInstant())
                .orElseThrow();
        long assessed = count("select count(*) from assessment_history where enterprise_id = '" + enterprise + "'");
        at(turn.plusSeconds(600));
        assertThat(count("select count(*) from assessment_history where enterprise_id = '" + enterprise + "'"))
                .isGreaterThan(assessed);
    }

    @Test
    void an_import_by_another_process_is_assessed_at_once() throws Exception {
        at(EVENING.plusSeconds(600));
        clock.set(EVENING.plusSeconds(700));
        Path file = folder.resolve("enterprises.csv");
        Files.writeString(file, "uscc,name,area_code\n91440300708461136T,导入后的厂,9971\n9144030071526726XG,另一家厂,9971\n");
        intake.importFile(new ImportRequest(file, MappingReader.load("enterprises")), done -> {});
        at(EVENING.plusSeconds(705));
        assertThat(made(PassJob.CHANGES))
                .last()
                .isEqualTo(new Run(
                        PassJob.CHANGES, EVENING.plusSeconds(700), "IMPORT", false, RunOutcome.DONE, "node-1", 1));
        assertThat(count("select count(*) from assessment a join enterprise e on e.id = a.enterprise_id"
                        + " where e.name = '导入后的厂'"))
                .isPositive();
        int before = made(PassJob.CHANGES).size();
        at(EVENING.plusSeconds(715));
        assertThat(made(PassJob.CHANGES)).hasSize(before);
    }

    @Test
    void two_nodes_make_one_run() throws Exception {
        clock.set(NIGHT);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> both = Stream.of(node, other)
                    .map(each -> nodes.submit(() -> {
                        together.await();
                        return each.runDue(NIGHT);
                    }))
                    .toList();
            int made = Eventually.result(both.get(0)) + Eventually.result(both.get(1));
            assertThat(made).isBetween(1, 2);
        } finally {
            nodes.shutdownNow();
        }
        at(NIGHT.plusSeconds(10));
        assertThat(made(PassJob.EVERYBODY)).hasSize(1).allMatch(run -> run.outcome() == RunOutcome.DONE);
        assertThat(made(PassJob.CHANGES)).hasSize(1).allMatch(run -> run.outcome() == RunOutcome.DONE);
        assertThat(count("select count(*) from pass where everybody")).isEqualTo(1);
    }

    @Test
    void a_run_that_broke_off_is_an_alarm_and_resumed_by_another_node() {
        serveUntil(NIGHT.minusSeconds(600));
        clock.set(NIGHT);
        Lease dead = runs.claim(PassJob.EVERYBODY, "node-0", NIGHT).orElseThrow();
        at(NIGHT.plusSeconds(60));
        assertThat(made(PassJob.EVERYBODY))
                .as("its lease holds")
                .singleElement()
                .matches(run -> run.attempts() == 1);
        at(NIGHT.plusSeconds(301));
        assertThat(made(PassJob.EVERYBODY))
                .containsExactly(new Run(PassJob.EVERYBODY, NIGHT, "SCHEDULE", false, RunOutcome.DONE, "node-1", 2));
        assertThat(alarms()).containsExactly("PASS_BROKEN_OFF everybody");
        assertThat(runs.renew(dead, clock.instant())).as("it has lost the run").isFalse();
        assertThat(alarms()).containsExactly("PASS_BROKEN_OFF everybody");
        at(NIGHT.plus(Duration.ofDays(1)));
        assertThat(alarms()).as("the next one went well").doesNotContain("PASS_BROKEN_OFF everybody");
    }

    @Test
    void a_missed_run_is_made_up_and_stays_an_alarm_until_one_is_in_time() {
        serveUntil(NIGHT.minusSeconds(600));
        at(NIGHT.plus(Duration.ofHours(6)));
        assertThat(made(PassJob.EVERYBODY))
                .containsExactly(new Run(PassJob.EVERYBODY, NIGHT, "SCHEDULE", true, RunOutcome.DONE, "node-1", 1));
        assertThat(alarms()).contains("PASS_MISSED everybody", "PASS_MISSED changes");
        people.as(Roles.ADMINISTRATOR)
                .get("/api/v1/operational-alarms")
                .then()
                .body("items.find { it.subject == 'everybody' }.text.en", containsString("2027-03-02 02:00"));
        at(NIGHT.plus(Duration.ofHours(6)).plusSeconds(600));
        assertThat(alarms()).containsExactly("PASS_MISSED everybody");
        at(NIGHT.plus(Duration.ofDays(1)));
        assertThat(alarms()).doesNotContain("PASS_MISSED everybody");
    }

    @Test
    void a_run_longer_than_its_slot_is_an_alarm_while_it_runs() {
        clock.set(EVENING.plusSeconds(600));
        Lease slow = runs.claim(PassJob.CHANGES, "node-0", clock.instant()).orElseThrow();
        assertThat(runs.renew(slow, EVENING.plusSeconds(1_190))).isTrue();
        assertThat(alarms()).isEmpty();
        assertThat(runs.renew(slow, EVENING.plusSeconds(1_201))).isTrue();
        assertThat(alarms()).containsExactly("PASS_OVERRUN changes");
        at(EVENING.plusSeconds(1_202));
        assertThat(made(PassJob.CHANGES)).as("one at a time").hasSize(1);
    }

    @Test
    void a_failed_run_is_an_alarm_and_tried_again() {
        serveUntil(NIGHT.minusSeconds(600));
        clock.set(NIGHT);
        Lease failing = runs.claim(PassJob.EVERYBODY, "node-0", NIGHT).orElseThrow();
        runs.fail(failing, new BilingualText("坏了。", "It broke."), NIGHT.plusSeconds(5));
        assertThat(alarms()).containsExactly("PASS_BROKEN_OFF everybody");
        at(NIGHT.plusSeconds(30));
        assertThat(made(PassJob.EVERYBODY)).singleElement().matches(run -> run.outcome() == RunOutcome.FAILED);
        at(NIGHT.plusSeconds(70));
        assertThat(made(PassJob.EVERYBODY))
                .singleElement()
                .matches(run -> run.outcome() == RunOutcome.DONE && run.attempts() == 2);
    }

    @Test
    void a_pass_somebody_started_by_hand_is_waited_for() {
        serveUntil(NIGHT.minusSeconds(600));
        clock.set(NIGHT);
        pass.run(AssessmentPass.Scope.EVERYBODY, done -> {
            node.runDue(clock.instant());
            assertThat(made(PassJob.EVERYBODY)).singleElement().matches(run -> run.outcome() == RunOutcome.WAITING);
        });
        at(NIGHT.plusSeconds(30));
        assertThat(made(PassJob.EVERYBODY)).singleElement().matches(run -> run.outcome() == RunOutcome.DONE);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whoever_only_looks_or_builds_makes_no_passes() {
        PassSchedule command = new PassSchedule(pass, runs, clock, "command");
        clock.set(NIGHT);
        assertThat(command.runDue(NIGHT)).isZero();
    }

    @Test
    void a_changed_schedule_applies_from_now_on() {
        execute("update pass_schedule set cron = '0 0 9 * * ?' where job = 'EVERYBODY'");
        clock.set(NIGHT.minusSeconds(60));
        node.start();
        assertThat(new SqlQuery("select cron from pass_schedule where job = 'EVERYBODY'")
                        .first(database, row -> row.getString(1)))
                .contains("0 0 2 * * ?");
        at(NIGHT);
        assertThat(made(PassJob.EVERYBODY)).singleElement().matches(run -> !run.late());
    }

    @Test
    void people_see_what_runs_and_as_of_when() {
        people.as(Role.LABOUR_OFFICE_HEAD, "9971")
                .get("/api/v1/enterprises/" + enterprise)
                .then()
                .body("assessedAsOf.everybody", nullValue());
        at(NIGHT);
        at(NIGHT.plusSeconds(600));
        people.as(Roles.ADMINISTRATOR)
                .get("/api/v1/jobs")
                .then()
                .statusCode(200)
                .body("", hasSize(2))
                .body("[0].job", equalTo("everybody"))
                .body("[0].cron", equalTo("0 0 2 * * ?"))
                .body("[0].next", equalTo("2027-03-02T18:00:00Z"))
                .body("[0].last.outcome", equalTo("DONE"))
                .body("[0].last.node", equalTo("node-1"))
                .body("[0].last.assessed", greaterThan(0))
                .body("[1].job", equalTo("changes"))
                .body("[1].last.dueAt", equalTo("2027-03-01T18:10:00Z"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9971").get("/api/v1/jobs").then().statusCode(403);
        for (String list : List.of("/api/v1/enterprises", "/api/v1/alerts", "/api/v1/enterprises/" + enterprise)) {
            people.as(Role.LABOUR_OFFICE_HEAD, "9971")
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("assessedAsOf.everybody", equalTo("2027-03-01T18:00:00Z"))
                    .body("assessedAsOf.changes", notNullValue());
        }
        people.as(Role.LABOUR_OFFICE_HEAD, "9971")
                .get("/desk?lang=zh")
                .then()
                .body(containsString("评估截至 3月2日 02:10"))
                .body(containsString("上次全量评估 3月2日 02:00"));
    }

    /** A run whenever one is due. */
    private void serveUntil(Instant end) {
        for (Instant now = EVENING; !now.isAfter(end); now = now.plusSeconds(600)) at(now);
    }

    /** What a serving node does every few seconds. */
    private void at(Instant now) {
        clock.set(now);
        node.runDue(now);
    }

    private List<Run> made(PassJob job) {
        return new SqlQuery("select * from pass_run where job = ? order by due_at", job.name())
                .list(
                        database,
                        row -> new Run(
                                PassJob.valueOf(row.getString("job")),
                                row.getTimestamp("due_at").toInstant(),
                                row.getString("cause"),
                                row.getBoolean("late"),
                                RunOutcome.valueOf(row.getString("outcome")),
                                row.getString("node"),
                                row.getInt("attempts")));
    }

    private List<String> alarms() {
        return new SqlQuery("select kind || ' ' || subject from operational_alarm"
                        + " where cleared_at is null and kind like 'PASS%' order by kind, subject desc")
                .list(database, row -> row.getString(1));
    }

    private String tier() {
        return new SqlQuery("select tier from assessment where enterprise_id = ? and dimension = 'labour'", enterprise)
                .first(database, row -> row.getString(1))
                .orElseThrow();
    }

    private long count(String sql) {
        return new SqlQuery(sql).first(database, row -> row.getLong(1)).orElseThrow();
    }

    private void execute(String sql) {
        Transactions.inTransaction(database, connection -> {
            SqlStatement.update(sql).execute(connection);
            return null;
        });
    }
}

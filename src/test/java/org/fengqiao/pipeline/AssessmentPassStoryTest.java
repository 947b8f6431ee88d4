package org.fengqiao.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.pipeline.AssessmentPass.Scope.EVERYBODY;
import static org.fengqiao.pipeline.AssessmentPass.Scope.WHAT_CHANGED;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.assessment.store.FindingsCodec;
import org.fengqiao.demo.city.DemoCity;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.intake.report.ObservationRequest;
import org.fengqiao.intake.report.Reporter;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseRow;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.ObservationStore;
import org.fengqiao.registry.post.PostStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small city is taken in, assessed and warned about; broken off, replayed and reported on in between. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = true)
class AssessmentPassStoryTest {
    private static final int SIZE = 1_500;

    @Inject
    WarningPipeline pipeline;

    @Inject
    FileIntake intake;

    @Inject
    AssessmentReplay replay;

    @Inject
    AssessmentPass pass;

    @Inject
    AssessmentStore assessments;

    @Inject
    EnterpriseStore enterprises;

    @Inject
    ObservationStore observations;

    @Inject
    AreaStore areas;

    @Inject
    PostStore posts;

    @Inject
    DataSource database;

    @Inject
    MovableClock clock;

    private static final String WRITTEN_BY_PASSES = "alert, alert_copy, alert_clock, alert_event, alert_suppression,"
            + " enterprise_task, notification, assessment, assessment_history, care.assessment, care.assessment_history,"
            + " pass";

    private static final String WAITING_FOR_A_LOCK =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    /** Nothing refers to the alert by a key that the database checks (docs/adr/0034). */
    private static final String CHILDREN = "select table_name, column_name from information_schema.columns"
            + " where column_name = 'alert_id' and table_schema = 'public'";

    @TempDir
    Path folder;

    @BeforeEach
    void import_a_city() throws Exception {
        execute(
                "truncate " + WRITTEN_BY_PASSES + ", observation, observation_key, care.observation,"
                        + " care.observation_key, headcount_reading, enterprise_identifier, enterprise, import_run, reassessment_queue cascade");
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        DemoCity.write(folder, SIZE, 7, today, done -> {});
        areas.importCsv(Files.newInputStream(folder.resolve("areas.csv")));
        posts.importCsv(Files.newInputStream(folder.resolve("posts.csv")), today);
        take("enterprises");
        take("observations");
    }

    @AfterEach
    void the_clock_goes_on() {
        clock.reset();
    }

    private ImportReport take(String source) {
        Path file = folder.resolve(source + ".csv");
        return intake.importFile(new ImportRequest(file, MappingReader.load(source)), progress -> {});
    }

    @Test
    void an_interrupted_pass_resumes_with_the_same_result() throws Exception {
        AssessmentPass.PassSummary undisturbed = pass.run(EVERYBODY, done -> {});
        assertThat(undisturbed.assessed()).isEqualTo(SIZE);
        assertThat(undisturbed.raised()).isPositive();
        Map<String, String> expected = state();

        execute("truncate " + WRITTEN_BY_PASSES + " cascade");
        execute("insert into pass (id, at, release_id, started_at) values ('" + UUID.randomUUID() + "', '"
                + undisturbed.at() + "', '" + undisturbed.release() + "', now())");
        assertThatThrownBy(() -> pass.run(EVERYBODY, done -> {
                    if (done >= 800) throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        AssessmentPass.PassSummary resumed = pass.run(EVERYBODY, done -> {});

        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.assessed()).isEqualTo(SIZE);
        assertThat(resumed.raised()).isEqualTo(undisturbed.raised());
        assertThat(state()).isEqualTo(expected);
    }

    @Test
    void a_pass_an_event_and_a_later_replay_agree() throws Exception {
        AssessmentPass.PassSummary report = pass.run(EVERYBODY, done -> {});
        List<UUID> enterprises = enterprisesWithFindings();
        assertThat(enterprises).hasSizeGreaterThan(50);
        List<Assessment> stored = new ArrayList<>();
        for (UUID enterprise : enterprises) stored.add(replay.replay(enterprise, Dimension.LABOUR, report.at()));
        Map<UUID, String> byPass = passResults();

        for (UUID enterprise : enterprises) report(enterprise, "WAG01", 90.0);

        int wiser = 0;
        for (Assessment before : stored) {
            assertThat(byPass).containsEntry(before.enterpriseId(), fingerprint(before));
            Assessment replayed = replay.replay(before.enterpriseId(), Dimension.LABOUR, report.at());
            assertThat(replayed).isEqualTo(before);
            Assessment now = replay.replay(before.enterpriseId(), Dimension.LABOUR, clock.instant());
            if (now.score() > before.score()) wiser++;
        }
        assertThat(wiser).as("what was learnt since counts from then on").isGreaterThan(stored.size() / 2);
    }

    @Test
    void the_same_pass_again_raises_nothing_and_a_graver_report_upgrades_at_once() throws Exception {
        pass.run(EVERYBODY, done -> {});
        long alerts = count("select count(*) from alert");
        assertThat(pass.run(EVERYBODY, done -> {}).raised()).isZero();
        assertThat(count("select count(*) from alert")).isEqualTo(alerts);

        UUID yellow = UUID.fromString(
                one(
                        "select enterprise_id from alert where tier = 'YELLOW' and dimension = 'labour' order by enterprise_id limit 1"));
        report(yellow, "COL03", 1.0);

        assertThat(one("select tier from alert where enterprise_id = '" + yellow + "' and dimension = 'labour'"))
                .isEqualTo("RED");
        assertThat(one(
                        "select string_agg(event, ',' order by e.id) from alert_event e join alert a on a.id = e.alert_id"
                                + " where a.enterprise_id = '" + yellow + "'"))
                .isEqualTo("RAISED,UPGRADED");
    }

    @Test
    void a_pass_over_changes_has_the_result_of_a_full_pass() throws Exception {
        Instant month = clock.instant().minus(30, ChronoUnit.DAYS);
        pass.run(month, done -> {});
        assertThat(count("select count(*) from reassessment_queue"))
                .as("the past does not see all")
                .isEqualTo(SIZE);
        // As if everything had been assessed a month ago, and what was learnt since had come in by files.
        execute(
                "delete from reassessment_queue where enterprise_id not in (select enterprise_id from observation where learnt_at > '"
                        + month + "' union select enterprise_id from headcount_reading where learnt_at > '" + month
                        + "')");
        execute("update pass set epoch = 1");
        long learnt = count("select count(*) from reassessment_queue");

        AssessmentPass.PassSummary changed = pass.run(WHAT_CHANGED, done -> {});
        Map<String, String> incremental = standing();
        assertThat(changed.everybody()).isFalse();
        assertThat(changed.assessed()).isGreaterThanOrEqualTo(learnt);
        assertThat(count("select count(*) from reassessment_queue")).isZero();
        pass.run(EVERYBODY, done -> {});
        assertThat(standing()).isEqualTo(incremental);

        report(enterprisesWithFindings().get(0), "WAG01", 90.0);
        assertThat(pass.run(WHAT_CHANGED, done -> {}).assessed())
                .as("a report is assessed at once")
                .isZero();
        take("enterprises");
        take("observations");
        assertThat(pass.run(WHAT_CHANGED, done -> {}).assessed())
                .as("the same file says nothing new")
                .isZero();
    }

    @Test
    void due_enterprises_are_read_the_same_by_look_up_and_by_filter() throws Exception {
        UUID after = UUID.fromString(one("select id from enterprise order by id offset 100 limit 1"));
        execute(
                "insert into due_enterprise select id from (select id, row_number() over (order by id) as n from enterprise) e"
                        + " where n % 7 = 0 on conflict do nothing");
        Set<UUID> due = Set.copyOf(map("select enterprise_id::text, '' from due_enterprise").keySet().stream()
                .map(UUID::fromString)
                .toList());
        List<Object> expected = read(new EnterpriseSelection(after, EnterpriseSelection.Scope.EVERYBODY), due);
        assertThat(expected).hasSizeGreaterThan(SIZE / 7);
        for (EnterpriseSelection.Scope reach :
                List.of(EnterpriseSelection.Scope.FEW_DUE, EnterpriseSelection.Scope.MANY_DUE)) {
            assertThat(read(new EnterpriseSelection(after, reach), due))
                    .as(reach.name())
                    .isEqualTo(expected);
        }
    }

    /** Enterprises and observations of those noted, in the order in which they come. */
    private List<Object> read(EnterpriseSelection whom, Set<UUID> due) {
        Instant now = clock.instant();
        List<Object> rows = new ArrayList<>();
        try (EnterpriseRowStream<EnterpriseRow> each = enterprises.stream(whom);
                EnterpriseRowStream<Observation> seen =
                        observations.stream(whom, now, now.minus(400, ChronoUnit.DAYS))) {
            while (each.nextId() != null) {
                EnterpriseRow row = each.next();
                if (!due.contains(row.id())) continue;
                rows.add(row);
                rows.add(new HashSet<>(seen.rowsOf(row.id())));
            }
        }
        return rows;
    }

    @Test
    void a_pass_waits_for_running_reports_and_sees_them() throws Exception {
        pass.run(EVERYBODY, done -> {});
        UUID enterprise = enterprisesWithFindings().get(0);
        ExecutorService aside = Executors.newSingleThreadExecutor();
        try (Connection report = database.getConnection()) {
            report.setAutoCommit(false);
            assessments.lockAndRead(report, List.of(enterprise));
            Future<AssessmentPass.PassSummary> running = aside.submit(() -> pass.run(EVERYBODY, done -> {}));
            Eventually.until("the pass waits for the report", () -> count(WAITING_FOR_A_LOCK) > 0);
            assertThat(running.isDone()).isFalse();
            Instant underWay = clock.instant();
            report.commit();
            report.setAutoCommit(true);
            assertThat(Eventually.result(running).at()).isAfter(underWay);
        } finally {
            aside.shutdownNow();
        }
    }

    @Test
    void a_report_during_the_first_pass_is_kept() throws Exception {
        AtomicReference<UUID> reported = new AtomicReference<>();
        AssessmentPass.PassSummary report = pass.run(
                (assessor, dimension, subjects, at) -> {
                    List<Assessment> assessed = assessor.assess(dimension, subjects, at);
                    if (dimension == Dimension.LABOUR
                            && !subjects.isEmpty()
                            && reported.compareAndSet(null, subjects.get(0).id())) {
                        report(reported.get(), "COL03", 1.0);
                    }
                    return assessed;
                },
                done -> {});

        assertThat(report.assessed()).isEqualTo(SIZE);
        assertThat(count("select count(*) from assessment where dimension = 'labour'"))
                .isEqualTo(SIZE);
        assertThat(map("select enterprise_id::text, tier from assessment where dimension = 'labour' and assessed_at > '"
                        + report.at() + "'"))
                .isEqualTo(Map.of(reported.get().toString(), "RED"));
        assertThat(count("select count(*) from alert where enterprise_id = '" + reported.get() + "'"))
                .isEqualTo(1);
    }

    @Test
    void unchanged_assessments_are_left_alone_and_changed_ones_keep_their_history() throws Exception {
        // Points fade, so a moment later a few would differ by a hundredth: the clock stands still.
        clock.set(clock.instant());
        pass.run(EVERYBODY, done -> {});
        assertThat(pass.run(EVERYBODY, done -> {}).changed()).isZero();
        assertThat(count("select count(*) from assessment_history")).isZero();

        String calm = "from assessment where dimension = 'labour' and tier = 'GREEN' and findings = ''";
        long touched = count("select count(*) " + calm);
        assertThat(touched).isPositive();
        execute("update assessment set headcount = headcount + 1 where enterprise_id in (select enterprise_id " + calm
                + ") and dimension = 'labour'");
        assertThat(pass.run(EVERYBODY, done -> {}).changed()).isEqualTo(touched);
        assertThat(count("select count(*) from assessment_history")).isEqualTo(touched);
        assertThat(count("select count(*) from assessment a join assessment_history h using (enterprise_id, dimension)"
                        + " where h.headcount = a.headcount + 1 and h.assessed_at <= a.assessed_at"))
                .isEqualTo(touched);
    }

    /** Tier, completeness and rules; points fade from day to day and are those of the day of assessing. */
    private Map<String, String> standing() throws SQLException {
        Map<String, String> standing = new TreeMap<>();
        map("select enterprise_id || dimension, concat_ws('|', tier, completeness, encode(findings, 'hex')) from assessment")
                .forEach((id, said) -> {
                    String[] parts = said.split("\\|", -1);
                    StringBuilder rules = new StringBuilder();
                    for (int i = 0; i < parts[2].length(); i += 22)
                        rules.append(parts[2], i, i + 4).append(' ');
                    standing.put(id, parts[0] + parts[1] + rules);
                });
        return standing;
    }

    @Test
    void every_alert_has_an_owner_a_why_me_and_its_clocks() throws Exception {
        // So that some alerts find their post vacant.
        execute("delete from post_holding using post p where p.id = post_id and p.kind = 'MEDIATION_LEAD'");
        pass.run(EVERYBODY, done -> {});

        assertThat(count("select count(*) from alert where owner_username is null"))
                .isZero();
        assertThat(count("select count(*) from alert where why_zh = '' or why_en not like '%employees%'"))
                .isZero();
        assertThat(count("select count(*) from alert a where dimension = 'labour' and not exists"
                        + " (select 1 from alert_clock c where c.alert_id = a.id)"))
                .isZero();
        assertThat(count("select count(*) from operational_alarm where kind = 'UNROUTABLE'"))
                .isPositive();
        assertThat(count("select count(*) from assessment where dimension = 'care'"))
                .isZero();
        Set<String> children = map(CHILDREN).keySet();
        assertThat(children).contains("alert_copy", "alert_clock", "alert_event", "enterprise_task", "notification");
        for (String child : children) {
            assertThat(
                            count(
                                    "select count(*) from " + child
                                            + " c where alert_id is not null and not exists (select from alert a where a.id = c.alert_id)"))
                    .as(child)
                    .isZero();
        }
    }

    private void report(UUID enterprise, String indicator, double value) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        var observation = new ObservationRequest(
                null, enterprise, indicator, value, today.minusDays(1), null, "AUTHORITY", null, null, null, null);
        var answer = pipeline.report(List.of(observation), new Reporter("hr", "", null, null, false), null)
                .answer();
        assertThat(answer.rejected()).as(answer.rows().toString()).isZero();
    }

    /** What a pass leaves behind, without the ids and times that differ from run to run. */
    private Map<String, String> state() throws SQLException {
        return map("select enterprise_id || dimension, concat_ws('|', assessed_at, release_id, headcount, score, tier,"
                + " completeness, encode(findings, 'hex')) from assessment union all select 'alert ' || enterprise_id"
                + " || dimension, concat_ws('|', episode, tier, score, owner_post, why_en,"
                + " (select count(*) from alert_copy c where c.alert_id = a.id)) from alert a");
    }

    private Map<UUID, String> passResults() throws SQLException {
        Map<UUID, String> results = new TreeMap<>();
        map("select enterprise_id::text, tier || ' ' || score || ' ' || encode(findings, 'hex') from assessment"
                        + " where dimension = 'labour'")
                .forEach((id, result) -> results.put(UUID.fromString(id), result));
        return results;
    }

    private static String fingerprint(Assessment assessment) {
        return assessment.tier() + " " + shortest((float) assessment.score()) + " "
                + java.util.HexFormat.of().formatHex(FindingsCodec.encode(assessment.findings()));
    }

    private static String shortest(float score) {
        return new java.math.BigDecimal(Float.toString(score))
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<UUID> enterprisesWithFindings() throws SQLException {
        return map(
                        "select enterprise_id::text, tier from assessment where dimension = 'labour' and length(findings) > 11")
                .keySet()
                .stream()
                .map(UUID::fromString)
                .limit(60)
                .toList();
    }

    private Map<String, String> map(String sql) throws SQLException {
        Map<String, String> map = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) map.put(row.getString(1), row.getString(2));
        }
        return map;
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(one(sql));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}

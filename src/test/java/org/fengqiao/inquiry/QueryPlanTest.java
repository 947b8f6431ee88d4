package org.fengqiao.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.alerting.suppression.NewSilence;
import org.fengqiao.alerting.suppression.SilenceService;
import org.fengqiao.alerting.suppression.SuppressionQueries;
import org.fengqiao.alerting.tier.TierOverrideQueries;
import org.fengqiao.bench.AlertDataset;
import org.fengqiao.inquiry.alert.AlertDossier;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.enterprise.EnterpriseQueries;
import org.fengqiao.inquiry.enterprise.MyReports;
import org.fengqiao.inquiry.enterprise.ObservationQueries;
import org.fengqiao.inquiry.measure.AlertMeasures;
import org.fengqiao.mediation.CaseQueries;
import org.fengqiao.mediation.CaseState;
import org.fengqiao.notification.CapFeed;
import org.fengqiao.notification.Inbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.QueryPlanRecorder;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.EnterpriseTaskQueries;
import org.fengqiao.response.dispute.DisputeState;
import org.fengqiao.response.dispute.FactDisputeQueries;
import org.fengqiao.response.request.AlertRequestQueries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No list that people ask for reads a large table from end to end, whoever asks. */
@Execution(ExecutionMode.CONCURRENT)
class QueryPlanTest {
    private static final int ALERTS = 10_000;
    private static final Instant NOW = Instant.parse("2026-07-01T01:00:00Z");
    private static final int COMMUNITY = 220;
    private static final String COMMUNITY_PATH = AlertDataset.pathOfCommunity(COMMUNITY);
    private static final String STREET_PATH = AlertDataset.pathOfSubdistrict(COMMUNITY);
    /** Of this many rows on, nobody waits for a table to be read from end to end. */
    private static final int LARGE = 2_000;

    private static final DataSource DATABASE = TestDatabase.fresh();

    private static Set<String> large;
    private static UUID alert;
    private static UUID enterprise;

    @BeforeAll
    static void fill() throws SQLException {
        run("insert into release (id, base, files, author, created_at) values ('r', 'b', '', 'a', now())");
        AlertDataset.fill(DATABASE, ALERTS, "r", "R", NOW, done -> {});
        run("""
                insert into observation (key, content, enterprise_id, indicator, value, occurred_at, learnt_at, source_id)
                select gen_random_uuid(), n, e.id, 'WAG01', 1, timestamptz '2026-06-30 00:00+00' - n * interval '40 days',
                    timestamptz '2026-06-30 00:00+00' - n * interval '40 days', (select max(id) from source)
                from enterprise e cross join generate_series(1, 8) n""", """
                insert into assessment_history select enterprise_id, dimension, assessed_at - n * interval '1 day', release_id,
                    headcount, score, tier, completeness, findings from assessment cross join generate_series(1, 3) n""", """
                insert into notification_attempt (notification_id, no, at, username, channel, destination, outcome)
                select id, 1, made_at, username, 'INBOX', '', 'SENT' from notification""", """
                insert into enterprise_task (alert_id, requested_at, enterprise_id, area_path, on_site, task_zh, task_en)
                select id, tier_since, enterprise_id, area_path, false, '', '' from alert""", """
                insert into silence (id, author, reason, area_path, dimension, max_tier, begins_at, ends_at, remind_at)
                select gen_random_uuid(), closed_by, '', area_path, dimension, 'YELLOW', closed_at,
                    closed_at + interval '1 day', closed_at from alert where closed_at is not null limit 6000""", """
                insert into alert_request (id, alert_id, kind, state, from_post, requested_by, requested_at, asked_post, reason,
                    due_at, climbed_to, escalate_at)
                select gen_random_uuid(), id, 'ASSISTANCE', 'OPEN', owner_post, 'x', raised_at, owner_post, '',
                    raised_at + interval '1 day', array[owner_post], raised_at + interval '1 day' from alert""", """
                insert into alert_suppression (alert_id, at, reason, tier, silence_id)
                select a.id, a.raised_at, 'SILENCED', a.tier, s.id from alert a
                join lateral (select id from silence where area_path = a.area_path limit 1) s on true""", """
                insert into mediation_case (id, alert_id, enterprise_id, area_path, external_ref, kind, state, mediator, why_zh,
                    why_en, received_on, opened_at, opened_by, file)
                select gen_random_uuid(), id, enterprise_id, area_path, '1', 'WAGES', 'OPENED', closed_by, '', '',
                    raised_at::date, raised_at, 'x', '{}' from alert where closed_at is not null""", """
                insert into attachment_content (sha256, size)
                select encode(sha256(id::text::bytea), 'hex'), 1 from alert""", """
                insert into attachment (id, sha256, name, media_type, uploaded_by, uploaded_at, area_path, subject_id)
                select gen_random_uuid(), encode(sha256(id::text::bytea), 'hex'), '', '', 'x', raised_at, area_path, id
                from alert""", """

                insert into fact_dispute (id, alert_id, enterprise_id, dimension, area_path, observation_key, content, indicator,
                    source_kind, reason, state, raised_by, raised_at, post_id)
                select gen_random_uuid(), id, enterprise_id, dimension, area_path, gen_random_uuid(), 1, 'WAG01', 'AUTHORITY',
                    '', case when closed_at is null then 'OPEN' else 'CONFIRMED' end, coalesce(closed_by, 'x'), raised_at,
                    owner_post from alert""", """
                insert into tier_override (id, alert_id, enterprise_id, dimension, old_tier, tier, reason, until, state,
                    proposed_by, proposed_at, in_force_from)
                select gen_random_uuid(), id, enterprise_id, dimension, tier, 'BLUE', '', raised_at + interval '3 days',
                    'ENDED', 'x', raised_at, raised_at from alert""", "vacuum analyze");
        large = Set.copyOf(new SqlQuery("select relname from pg_class where relkind = 'r' and reltuples >= " + LARGE)
                .list(DATABASE, row -> row.getString(1)));
        alert = one("select id from alert where area_path = '" + COMMUNITY_PATH + "' limit 1");
        enterprise = one("select enterprise_id from alert where id = '" + alert + "'");
    }

    static Stream<Arguments> lists() {
        List<Arguments> lists = new ArrayList<>();
        for (Map.Entry<String, List<String>> area : Map.of(
                        "city", List.of(""),
                        "street", List.of(STREET_PATH),
                        "community", List.of(COMMUNITY_PATH),
                        "community within a street", List.of(STREET_PATH, COMMUNITY_PATH))
                .entrySet()) {
            for (AlertFilter.State state : AlertFilter.State.values()) {
                for (Tier tier : new Tier[] {null, Tier.RED, Tier.BLUE}) {
                    for (AlertFilter.PostRole as : AlertFilter.PostRole.values()) {
                        String who = "alerts of " + area.getKey() + ", " + state + ", " + tier + ", ";
                        add(lists, who + as + " of a lead", alerts(area.getValue(), lead(), as, tier, state));
                        add(lists, who + as + " of a head", alerts(area.getValue(), head(), as, tier, state));
                    }
                    add(
                            lists,
                            "alerts of " + area.getKey() + ", " + state + ", " + tier,
                            alerts(area.getValue(), null, AlertFilter.PostRole.ANY, tier, state));
                }
            }
        }
        neighbours(lists);
        return lists.stream();
    }

    private static void neighbours(List<Arguments> lists) {
        add(lists, "an alert's events, copies and what was held back", db -> {
            make(AlertDossier.class, db).copies(alert);
            make(AlertHistoryReader.class, db).ofAlert(alert);
            make(AlertHistoryReader.class, db).ofCase(alert, UUID.randomUUID());
            make(SuppressionQueries.class, db).of(alert, STREET_PATH);
            make(AlertQueries.class, db).locate(alert);
        });
        add(lists, "one alert, dressed", db -> AlertQueries.byId(alert, Dimension.LABOUR)
                .list(db, row -> null));
        add(lists, "files of a record", db -> {
            make(AttachmentQueries.class, db).ofRecords(List.of(alert, enterprise));
            make(AttachmentQueries.class, db).find(List.of(alert, enterprise));
        });
        add(lists, "who was told of an alert", db -> make(Inbox.class, db).ofAlert(alert));
        add(lists, "an inbox", db -> make(Inbox.class, db)
                .of(AlertDataset.lead(COMMUNITY), NOW.minusSeconds(31 * 86_400), NOW, 50));
        add(lists, "an enterprise's tasks of an alert", db -> make(EnterpriseTaskQueries.class, db)
                .ofAlert(alert));
        add(lists, "tiers of an alert set by hand", db -> make(TierOverrideQueries.class, db)
                .ofAlert(alert));
        add(lists, "what is asked about an alert", db -> make(AlertRequestQueries.class, db)
                .ofAlert(alert));
        add(lists, "what waits for the answer of a post", db -> make(AlertRequestQueries.class, db)
                .waitingFor(Set.of(one("select owner_post from alert where id = '" + alert + "'"))));
        for (String area : List.of("", STREET_PATH, COMMUNITY_PATH)) {
            add(lists, "facts called wrong within " + area, db -> FactDisputeQueries.page(
                            new FactDisputeQueries.Filter(area, Dimension.LABOUR, null, null, UUID.randomUUID()),
                            NOW,
                            50)
                    .list(db, row -> null));
            add(lists, "facts to be answered for within " + area, db -> FactDisputeQueries.page(
                            new FactDisputeQueries.Filter(
                                    area, Dimension.LABOUR, DisputeState.OPEN, AlertDataset.lead(COMMUNITY), null),
                            NOW,
                            50)
                    .list(db, row -> null));
            add(lists, "silences within " + area, db -> make(SilenceService.class, db)
                    .within(area, Set.of(Dimension.LABOUR)));
            add(lists, "what a silence would hide within " + area, db -> make(SilenceService.class, db)
                    .preview(silence(area), area, "x"));
            add(lists, "open cases within " + area, db -> make(CaseQueries.class, db)
                    .list(area, CaseState.OPENED, null, null, 50));
            add(lists, "cases of a mediator within " + area, db -> make(CaseQueries.class, db)
                    .list(area, null, AlertDataset.lead(COMMUNITY), UUID.randomUUID(), 50));
            add(lists, "for other warning systems within " + area, db -> make(CapFeed.class, db)
                    .atom(area + "%", NOW));
            add(lists, "enterprises within " + area, db -> EnterpriseQueries.page(
                            new EnterpriseQueries.Filter(null, List.of(area), null), null, 51)
                    .list(db, row -> null));
            add(lists, "red enterprises by name within " + area, db -> make(EnterpriseQueries.class, db)
                    .list(new EnterpriseQueries.Filter("企业", List.of(area), Tier.RED), false, null, 50));
            for (String part : List.of("企业", "业5", "59", "测企业599"))
                add(lists, "enterprises by " + part + " within " + area, db -> make(EnterpriseQueries.class, db)
                        .list(new EnterpriseQueries.Filter(part, List.of(area), null), false, null, 50));
        }
        measures(lists);
        add(lists, "what came of my reports", db -> MyReports.page(UUID.randomUUID(), COMMUNITY_PATH, null, 51)
                .list(db, row -> null));
        add(lists, "observations of an enterprise", db -> ObservationQueries.page(enterprise, null, null, 51)
                .list(db, row -> null));
    }

    private static void measures(List<Arguments> lists) {
        for (String area : List.of("", STREET_PATH, COMMUNITY_PATH)) {
            var month = new AlertMeasures.Period(List.of(area), NOW.minusSeconds(30 * 86_400), NOW);
            add(lists, "what alerts of a month taught within " + area, db -> {
                make(AlertMeasures.class, db).summary(month);
                for (AlertMeasures.Grouping by : AlertMeasures.Grouping.values())
                    make(AlertMeasures.class, db).by(by, month, 200);
                make(AlertMeasures.class, db).missed(month, null, 50);
            });
        }
    }

    @Test
    void the_tables_that_grow_are_large_here() {
        assertThat(large)
                .contains(
                        "alert",
                        "alert_copy",
                        "alert_event",
                        "alert_clock",
                        "alert_suppression",
                        "notification",
                        "notification_attempt",
                        "enterprise",
                        "enterprise_task",
                        "alert_request",
                        "assessment",
                        "assessment_history",
                        "observation_2026_05",
                        "mediation_case",
                        "silence",
                        "fact_dispute",
                        "tier_override");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void a_statement_stays_on_indexes(String name, Consumer<DataSource> list) {
        QueryPlanRecorder explained = new QueryPlanRecorder();
        list.accept(explained.watch(DATABASE));
        assertThat(explained.plans()).isNotEmpty().allSatisfy(plan -> assertThat(large(plan))
                .as(() -> plan.sql() + "\n" + plan.root().toPrettyString())
                .isEmpty());
    }

    /** Lists by post keep their plan. */
    @Test
    void a_statement_with_optional_filters_stays_on_indexes() throws Exception {
        for (AlertFilter.State state : AlertFilter.State.values()) {
            for (AlertFilter.PostRole as : AlertFilter.PostRole.values()) {
                QueryPlanRecorder explained = new QueryPlanRecorder();
                alerts(List.of(STREET_PATH, COMMUNITY_PATH), lead(), as, Tier.RED, state)
                        .accept(explained.watch(DATABASE));
                assertThat(explained.kept(DATABASE)).isNotEmpty().allSatisfy(plan -> assertThat(large(plan))
                        .as(() -> plan.sql() + "\n" + plan.root().toPrettyString())
                        .isEmpty());
            }
        }
    }

    /** Else the tests above would hold whatever anybody does to the indexes. */
    @Test
    void a_missing_index_is_noticed() {
        QuietRollback undone = new QuietRollback();
        assertThatThrownBy(() -> Transactions.inTransaction(DATABASE, connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("drop index alert_event_alert");
                    }
                    QueryPlanRecorder explained = new QueryPlanRecorder();
                    make(AlertHistoryReader.class, explained.watch(DATABASE)).ofAlert(alert);
                    assertThat(large(explained.plans().get(0))).containsExactly("alert_event");
                    throw undone;
                }))
                .isSameAs(undone);
        QueryPlanRecorder explained = new QueryPlanRecorder();
        make(AlertHistoryReader.class, explained.watch(DATABASE)).ofAlert(alert);
        assertThat(large(explained.plans().get(0))).isEmpty();
    }

    /** The first page, the one after it, and how many there are of each tier. */
    private static Consumer<DataSource> alerts(
            List<String> areaPaths,
            AlertFilter.PostSelector whose,
            AlertFilter.PostRole as,
            Tier tier,
            AlertFilter.State state) {
        AlertFilter filter = new AlertFilter(Dimension.LABOUR, areaPaths, whose, as, tier, state);
        Cursor after = Cursor.of(Tier.YELLOW.ordinal(), 50f, UUID.randomUUID());
        return db -> {
            AlertQueries.page(filter, null, 51).list(db, row -> null);
            AlertQueries.page(filter, after, 51).list(db, row -> null);
            if (state == AlertFilter.State.OPEN) AlertQueries.counts(filter).list(db, row -> null);
        };
    }

    private static List<String> large(QueryPlanRecorder.Plan plan) {
        return plan.wholeTables().stream().filter(large::contains).toList();
    }

    /** Areas are few, but reading all of them for each row of a page took two thirds of its time. */
    @Test
    void areas_of_a_path_are_looked_up_by_key() {
        QueryPlanRecorder explained = new QueryPlanRecorder();
        alerts(List.of(""), null, AlertFilter.PostRole.ANY, null, AlertFilter.State.OPEN)
                .accept(explained.watch(DATABASE));
        assertThat(explained.plans())
                .allSatisfy(plan -> assertThat(plan.wholeTables()).doesNotContain("area"));
    }

    private static void add(List<Arguments> lists, String name, Consumer<DataSource> list) {
        lists.add(arguments(name, list));
    }

    /** Without a reason, so that its limits refuse it before they need the settings. */
    private static NewSilence silence(String area) {
        return new NewSilence(null, null, area, Dimension.LABOUR, null, null, Tier.ORANGE, NOW.plusSeconds(86_400));
    }

    private static AlertFilter.PostSelector lead() {
        return AlertFilter.PostSelector.heldBy(AlertDataset.lead(COMMUNITY), NOW);
    }

    private static AlertFilter.PostSelector head() {
        return AlertFilter.PostSelector.heldBy(AlertDataset.head(COMMUNITY), NOW);
    }

    /** With its collaborators, all on this database; what a list does not need is left out. */
    private static <T> T make(Class<T> type, DataSource database) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] given = Arrays.stream(constructor.getParameterTypes())
                .map(wanted -> collaborator(wanted, database))
                .toArray();
        try {
            return type.cast(constructor.newInstance(given));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static Object collaborator(Class<?> wanted, DataSource database) {
        if (wanted == DataSource.class) return database;
        if (wanted == InstantSource.class) return InstantSource.fixed(NOW);
        if (wanted == Ids.class) return new Ids();
        // whoever is left out although a list needs it is missed there
        return wanted.getSimpleName().matches(".*(Store|Repository|Queries|Limits|Matches)")
                ? make(wanted, database)
                : null;
    }

    private static final class QuietRollback extends RuntimeException {}

    private static void run(String... statements) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    private static UUID one(String sql) {
        return new SqlQuery(sql)
                .list(DATABASE, row -> row.getObject(1, UUID.class))
                .get(0);
    }
}

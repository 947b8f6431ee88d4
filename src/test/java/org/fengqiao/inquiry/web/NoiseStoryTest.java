package org.fengqiao.inquiry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.suppression.SuppressionJob;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.AsInstalled;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.registry.enterprise.EnterpriseRelations;
import org.junit.jupiter.api.Test;

/** Nobody is told twice, nobody is told nothing: what is held back, why, and when it is told after all. */
@QuarkusTest
@TestProfile(AsInstalled.class)
@QuarkusTestResource(TestDatabase.class)
class NoiseStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    EnterpriseRelations relations;

    @Inject
    SuppressionJob watch;

    @Inject
    DataSource database;

    @Inject
    InstantSource clock;

    @Test
    void a_repeat_is_counted_and_a_closed_alert_comes_back_only_with_something_new() throws Exception {
        city.street("9920");
        UUID firm = city.enterprise("9920", "红星制衣厂", 320);
        city.observe(firm, "WAG01", 20, clock.instant());
        city.assess(firm);
        UUID alert = alert(firm);
        assertThat(notices(alert)).contains("RAISED");
        int told = notices(alert).size();

        city.assess(firm);
        assertThat(repeats(alert)).as("nothing was learnt").isZero();
        city.observe(firm, "WAG01", 21, clock.instant());
        city.assess(firm);
        assertThat(repeats(alert)).isEqualTo(1);
        assertThat(notices(alert)).as("same episode, same tier").hasSize(told);

        close(alert, "AVERTED");
        city.assess(firm);
        assertThat(state(alert)).as("what its closer knew").isEqualTo("CLOSED");
        execute("update alert set notified_at = notified_at - interval '5 hours' where id = '" + alert + "'");
        city.observe(firm, "WAG01", 22, clock.instant());
        city.assess(firm);
        assertThat(state(alert)).isEqualTo("RAISED");
        assertThat(alert(firm)).as("the same episode").isEqualTo(alert);
        assertThat(notices(alert)).contains("REOPENED");
        people.as(Role.AUDITOR, "9920")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.find { it.event == 'REOPENED' }.text.zh", containsString("由closer以“已化解”关闭，checker复核"));

        close(alert, "FALSE_ALARM");
        city.observe(firm, "WAG01", 23, clock.instant());
        city.assess(firm);
        assertThat(alert(firm)).as("a false alarm stays one").isNotEqualTo(alert);
    }

    @Test
    void a_reopened_alert_is_notified_after_its_cooldown_if_it_is_still_open() throws Exception {
        city.street("9921");
        UUID firm = city.enterprise("9921", "蓝天电子厂", 320);
        city.observe(firm, "WAG01", 20, clock.instant());
        city.assess(firm);
        UUID alert = alert(firm);
        int told = notices(alert).size();
        close(alert, "AVERTED");
        city.observe(firm, "WAG01", 21, clock.instant());
        city.assess(firm);

        assertThat(state(alert)).isEqualTo("RAISED");
        assertThat(notices(alert)).hasSize(told);
        watch.runDue(clock.instant().plus(Duration.ofHours(3)));
        assertThat(notices(alert)).hasSize(told);
        watch.runDue(clock.instant().plus(Duration.ofHours(4)));
        assertThat(notices(alert)).hasSizeGreaterThan(told);
        int twice = notices(alert).size();
        watch.runDue(clock.instant().plus(Duration.ofHours(5)));
        assertThat(notices(alert)).hasSize(twice);
    }

    @Test
    void related_enterprises_form_one_group_until_its_lead_is_closed() throws Exception {
        city.street("9922");
        UUID builder = city.enterprise("9922", "大厦总包", 400);
        UUID mason = city.enterprise("9922", "泥瓦分包", 400);
        UUID painter = city.enterprise("9922", "油漆分包", 400);
        List<String> codes = List.of("91440300708461136T", "914403001922038216", "91440300279484347T");
        List<UUID> firms = List.of(builder, mason, painter);
        for (int i = 0; i < 3; i++) {
            execute("update enterprise set uscc = '" + codes.get(i) + "' where id = '" + firms.get(i) + "'");
        }
        relations.importCsv(csv("kind,key,uscc,other_uscc,valid_from,valid_to,source\n"
                + "CONTRACTOR,,%s,%s,,,test\n".formatted(codes.get(0), codes.get(1))
                + "SITE,tower,%s,,,,test\nSITE,tower,%s,,,,test\n".formatted(codes.get(0), codes.get(2))));
        head("9922")
                .get("/api/v1/enterprises/" + builder + "/relations")
                .then()
                .statusCode(200)
                .body("name", equalTo(List.of("泥瓦分包", "油漆分包")));

        for (UUID firm : firms) city.observe(firm, "WAG01", 20, city.daysAgo(2));
        city.assess(builder);
        city.assess(mason, painter);
        UUID lead = alert(builder);
        assertThat(notices(lead)).contains("RAISED");
        assertThat(notices(alert(mason))).as("its owner was told of the lead").isEmpty();
        assertThat(clocks(alert(mason))).as("those of the lead run").isZero();
        head("9922")
                .get("/api/v1/alerts/" + lead)
                .then()
                .statusCode(200)
                .body("noise.members.name", hasItem("泥瓦分包"))
                .body("noise.members.name", hasItem("油漆分包"));
        head("9922")
                .get("/api/v1/alerts/" + alert(mason))
                .then()
                .body("noise.lead", equalTo(lead.toString()))
                .body("noise.held.reason", equalTo(List.of("GROUPED")));

        city.observe(painter, "WAG01", 45, clock.instant());
        city.observe(painter, "WAG02", 35, clock.instant());
        city.assess(painter);
        assertThat(notices(alert(painter))).as("graver than what was told").contains("UPGRADED");

        close(lead, "AVERTED");
        watch.runDue(clock.instant());
        assertThat(text("select group_lead_id::text from alert where id = '" + alert(mason) + "'"))
                .isEqualTo(alert(painter).toString());
        assertThat(text("select coalesce(group_lead_id::text, 'none') from alert where id = '" + alert(painter) + "'"))
                .isEqualTo("none");
    }

    @Test
    void a_silence_suppresses_for_a_while_never_red_and_names_its_author_and_reason() throws Exception {
        city.street("9923");
        UUID quiet = city.enterprise("9923", "停产检修厂", 320);
        UUID grave = city.enterprise("9923", "欠薪大厂", 320);
        Instant end = clock.instant().plus(Duration.ofDays(2));
        String id = head("9923")
                .contentType("application/json")
                .body(Map.of("reason", "停产检修，已约谈", "enterprise", quiet.toString(), "endsAt", end.toString()))
                .post("/api/v1/silences")
                .then()
                .statusCode(200)
                .body("maxTier", equalTo("ORANGE"))
                .extract()
                .path("id");
        silence("9923", grave, end);

        city.observe(quiet, "WAG01", 20, city.daysAgo(2));
        city.observe(grave, "WAG01", 45, city.daysAgo(2));
        city.observe(grave, "WAG02", 35, city.daysAgo(2));
        city.assess(quiet, grave);

        UUID alert = alert(quiet);
        assertThat(notices(alert)).isEmpty();
        assertThat(clocks(alert)).as("they stand while nobody was told").isZero();
        assertThat(notices(alert(grave))).as("RED is told").contains("RAISED");
        head("9923")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("alert.state", equalTo("RAISED"))
                .body("noise.held[0].reason", equalTo("SILENCED"))
                .body("noise.held[0].why.zh", containsString("停产检修"))
                .body("noise.held[0].why.en", containsString(People.nameOf(Role.LABOUR_OFFICE_HEAD)))
                .body("noise.held[0].silence", equalTo(id));
        head("9923").get("/api/v1/silences/" + id).then().body("suppressed", equalTo(1));

        watch.runDue(end.minus(Duration.ofHours(13)));
        assertThat(count("select count(*) from notification where kind = 'SILENCE_EXPIRING'"))
                .isZero();
        watch.runDue(end.minus(Duration.ofHours(11)));
        watch.runDue(end.minus(Duration.ofHours(10)));
        assertThat(count("select count(*) from notification where kind = 'SILENCE_EXPIRING'"
                        + " and username = 'labour-office-head.9923' and why_zh like '%停产检修%'"))
                .isEqualTo(1);
        watch.runDue(end);
        assertThat(notices(alert)).contains("RAISED");
        assertThat(clocks(alert)).isPositive();
    }

    @Test
    void lifting_a_silence_notifies_at_once_and_a_silence_too_broad_is_refused() throws Exception {
        city.street("9924");
        UUID firm = city.enterprise("9924", "小厂", 320);
        Instant end = clock.instant().plus(Duration.ofDays(5));
        String id = silence("9924", firm, end);
        city.observe(firm, "WAG01", 20, city.daysAgo(2));
        city.assess(firm);
        head("9924")
                .contentType("application/json")
                .body(Map.of("reason", "检修结束"))
                .post("/api/v1/silences/" + id + "/lift")
                .then()
                .statusCode(200)
                .body("liftedBy", notNullValue())
                .body("inForce", equalTo(false));
        watch.runDue(clock.instant());
        assertThat(notices(alert(firm))).contains("RAISED");

        refused("silence-too-broad", Map.of("reason", "r", "endsAt", end.toString()));
        refused("silence-too-broad", Map.of("reason", "r", "area", "440304", "endsAt", end.toString()));
        refused(
                "silence-too-long",
                Map.of(
                        "reason",
                        "r",
                        "area",
                        "9924",
                        "endsAt",
                        end.plusSeconds(2_592_000).toString()));
        refused("silence-tier", Map.of("reason", "r", "area", "9924", "maxTier", "RED", "endsAt", end.toString()));
        refused("silence-without-reason", Map.of("reason", " ", "area", "9924", "endsAt", end.toString()));
    }

    @Test
    void an_alert_closed_while_it_was_suppressed_is_not_notified_when_the_suppression_ends() throws Exception {
        city.street("9926");
        UUID silent = city.enterprise("9926", "检修后关闭厂", 320);
        UUID cooling = city.enterprise("9926", "冷却中关闭厂", 320);
        Instant end = clock.instant().plus(Duration.ofDays(2));
        silence("9926", silent, end);
        city.observe(silent, "WAG01", 20, city.daysAgo(2));
        city.observe(cooling, "WAG01", 35, city.daysAgo(2));
        city.assess(silent, cooling);
        close(alert(cooling), "AVERTED");
        city.observe(cooling, "WAG01", 20, clock.instant());
        city.assess(cooling);
        int told = notices(alert(cooling)).size();
        String held = "select count(*) from alert_suppression where alert_id in ('" + alert(silent) + "', '"
                + alert(cooling) + "') and ended_at is ";
        assertThat(count(held + "null")).isEqualTo(2);

        close(alert(silent), "AVERTED");
        close(alert(cooling), "AVERTED");
        watch.runDue(end);

        assertThat(notices(alert(silent))).isEmpty();
        assertThat(notices(alert(cooling))).hasSize(told);
        assertThat(count(held + "null")).isZero();
        assertThat(count(held + "not null")).isEqualTo(2);
    }

    @Test
    void a_flood_is_raised_in_full_and_notified_in_a_digest() throws Exception {
        city.street("9925");
        List<UUID> firms = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            UUID firm = city.enterprise("9925", "洪水" + i, 320);
            city.observe(firm, "WAG01", 35, city.daysAgo(2));
            firms.add(firm);
        }
        city.assess(firms.toArray(UUID[]::new));
        int raised = count("select count(*) from alert where area_path = '4403.9925.'");
        int braked = count("select count(*) from alert_suppression h join alert a on a.id = h.alert_id"
                + " where h.reason = 'THROTTLED' and a.area_path = '4403.9925.'");
        int told = count("select count(*) from alert where area_path = '4403.9925.' and notified_tier is not null");
        assertThat(raised).as("nothing is dropped").isEqualTo(70);
        assertThat(braked).isPositive();
        assertThat(told + braked).isEqualTo(raised);
        assertThat(told).isLessThanOrEqualTo(61);
        assertThat(count("select count(distinct alert_id) from alert_clock k join alert a on a.id = k.alert_id"
                        + " where a.area_path = '4403.9925.'"))
                .as("their clocks run")
                .isEqualTo(70);

        String counted =
                "select coalesce(sum((regexp_match(why_en, '([0-9]+) alerts'))[1]::int), 0) from notification where kind = 'DIGEST'";
        int before = count(counted);
        watch.runDue(clock.instant().plus(Duration.ofHours(1)));
        watch.runDue(clock.instant().plus(Duration.ofHours(2)));
        assertThat(count(counted) - before).as("each is counted once").isEqualTo(braked);
        assertThat(count("select count(*) from alert_suppression where reason = 'THROTTLED' and ended_at is null"))
                .isZero();
        head("9925").get("/api/v1/throttle").then().statusCode(200).body("[0].limit", equalTo(60));
        // The other stories share the source, and are not to find the brake on.
        execute("update alert set tier_since = tier_since - interval '90 days' where area_path = '4403.9925.'");
    }

    private void refused(String code, Map<String, String> asked) {
        people.as(Role.LABOUR_OFFICE_HEAD, "0")
                .contentType("application/json")
                .body(asked)
                .post("/api/v1/silences")
                .then()
                .statusCode(400)
                .body("type", containsString(code));
    }

    private String silence(String street, UUID firm, Instant end) {
        return head(street)
                .contentType("application/json")
                .body(Map.of("reason", "已约谈", "enterprise", firm.toString(), "endsAt", end.toString()))
                .post("/api/v1/silences")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private RequestSpecification head(String street) {
        return people.as(Role.LABOUR_OFFICE_HEAD, street);
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As whoever closes and checks does it. */
    private void close(UUID alert, String outcome) throws SQLException {
        execute("update alert set state = 'CLOSED', closed_at = now(), outcome = '" + outcome
                + "', closed_by = 'closer', checked_by = 'checker' where id = '" + alert + "'");
    }

    private UUID alert(UUID firm) throws SQLException {
        return UUID.fromString(
                text("select id::text from alert where enterprise_id = '" + firm + "' order by episode desc limit 1"));
    }

    private String state(UUID alert) throws SQLException {
        return text("select state from alert where id = '" + alert + "'");
    }

    private int repeats(UUID alert) throws SQLException {
        return count("select repeat_count from alert where id = '" + alert + "'");
    }

    private int clocks(UUID alert) throws SQLException {
        return count("select count(*) from alert_clock where alert_id = '" + alert + "'");
    }

    private List<String> notices(UUID alert) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select kind from notification where alert_id = ?")) {
            select.setObject(1, alert);
            try (var row = select.executeQuery()) {
                while (row.next()) kinds.add(row.getString(1));
            }
        }
        return kinds;
    }

    private int count(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

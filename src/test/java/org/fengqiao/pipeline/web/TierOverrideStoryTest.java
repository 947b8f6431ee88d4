package org.fengqiao.pipeline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.pipeline.tier.TierOverrideExpiry;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People set the tier of an alert by hand, and after a time the word of the rules counts again. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TierOverrideStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    AssessmentPass pass;

    @Inject
    TierOverrideExpiry expiry;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void nobody_alone_takes_an_alert_down_from_orange() {
        UUID firm = firm("9810", "说得清的厂", 320, "WAG01", 70);
        String alert = alert(firm);
        assertThat(alertRow(alert)).isEqualTo("ORANGE RAISED R-ORANGE-300");
        step(Role.LABOUR_OFFICE_HEAD, "9810", alert, "acknowledge", Map.of());
        clock.pass(Duration.ofMinutes(10));
        Map<String, Object> milder = Map.of("tier", "yellow", "until", in(10), "note", "银行已垫付，电话13812345678");

        step(Role.LABOUR_OFFICE_HEAD, "9810", alert, "tier", milder)
                .statusCode(200)
                .body("changed", equalTo(true))
                .body("said.en", containsString("once somebody else has signed"));
        assertThat(alertRow(alert)).as("it waits for a signature").isEqualTo("ORANGE ACKNOWLEDGED R-ORANGE-300");
        step(Role.LABOUR_OFFICE_HEAD, "9810", alert, "tier", milder).body("changed", equalTo(false));
        step(Role.LABOUR_OFFICER, "9810", alert, "tier", milder)
                .statusCode(409)
                .body("type", containsString("tier-proposed"));
        assertThat(city.rows("select p.kind, n.tier from notification n join post p on p.id = n.post_id"
                        + " where n.kind = 'TIER_PROPOSED' and n.alert_id = '" + alert + "'"))
                .containsExactly("MEDIATION_LEAD ORANGE");
        step(Role.LABOUR_OFFICE_HEAD, "9810", alert, "tier/confirm", Map.of())
                .statusCode(403)
                .body("type", containsString("own-tier"));

        step(Role.MEDIATION_LEAD, "9810", alert, "tier/confirm", Map.of()).statusCode(200);
        assertThat(alertRow(alert)).as("what was done stays done").isEqualTo("YELLOW ACKNOWLEDGED R-YELLOW-300");
        assertThat(city.rows(
                        "select step, completed_at is not null from alert_clock where stopped_at is null and alert_id = '"
                                + alert + "' and duration in ('WPT8H', 'P3D', 'P7D', 'P30D') order by step"))
                .containsExactly("ack t", "close f", "contact f", "enterprise f", "plan f");
        people.as(Role.AUDITOR, "9810")
                .get("/api/v1/alerts/" + alert + "/tier")
                .then()
                .body("[0].state", equalTo("IN_FORCE"))
                .body("[0].reason", equalTo("银行已垫付，电话***"))
                .body("[0].proposedBy", equalTo(People.nameOf(Role.LABOUR_OFFICE_HEAD)))
                .body("[0].reviewedBy", equalTo(People.nameOf(Role.MEDIATION_LEAD)));
        people.as(Role.AUDITOR, "9810")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.event", hasItem("TIER_PROPOSED"))
                .body(
                        "events.find { it.event == 'TIER_SET' }.text.zh",
                        containsString(People.nameOf(Role.MEDIATION_LEAD) + "签署了"))
                .body("events.find { it.event == 'TIER_SET' }.text.zh", containsString("理由：银行已垫付"));
        String why = "path.find { it.stage == 'TIER' }.text.";
        people.as(Role.AUDITOR, "9810")
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .body(why + "en", containsString("set by " + People.nameOf(Role.LABOUR_OFFICE_HEAD)))
                .body(why + "en", containsString("signed by " + People.nameOf(Role.MEDIATION_LEAD)))
                .body(why + "en", containsString("Orange"))
                .body(why + "zh", containsString("银行已垫付"));
    }

    @Test
    void what_the_rules_said_before_changes_nothing_and_something_graver_counts_at_once() {
        UUID firm = firm("9811", "一再评估的厂", 320, "WAG01", 70);
        String alert = alert(firm);
        setAndSign("9811", alert, "yellow", 10);

        city.assess(firm);
        assertThat(alertRow(alert)).as("assessed live").startsWith("YELLOW");
        city.observe(firm, "WAG01", 72, clock.instant());
        clock.pass(Duration.ofHours(1));
        pass.run(AssessmentPass.Scope.EVERYBODY, done -> {});
        assertThat(alertRow(alert)).as("assessed in a pass").startsWith("YELLOW");
        assertThat(city.rows(
                        "select tier from assessment where dimension = 'labour' and enterprise_id = '" + firm + "'"))
                .as("the rules keep their own word")
                .containsExactly("ORANGE");

        city.observe(firm, "COL02", 40, clock.instant());
        city.assess(firm);
        assertThat(alertRow(alert)).isEqualTo("RED RAISED R-RED-300");
        assertThat(city.rows("select state, end_reason from tier_override where alert_id = '" + alert + "'"))
                .containsExactly("ENDED GRAVER_BY_RULES");
        people.as(Role.AUDITOR, "9811")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("assessment.tierByHand", nullValue())
                .body("events.find { it.event == 'UPGRADED' }.text.en", containsString("no longer counts"));
    }

    @Test
    void after_its_time_the_word_of_the_rules_counts_again() {
        UUID firm = firm("9812", "到期的厂", 320, "WAG01", 70);
        String alert = alert(firm);
        setAndSign("9812", alert, "yellow", 5);
        clock.pass(Duration.ofDays(4));
        assertThat(expiry.runDue(clock.instant())).as("there is still time").isZero();

        clock.pass(Duration.ofDays(2));
        assertThat(expiry.runDue(clock.instant())).isEqualTo(1);
        assertThat(alertRow(alert)).as("a graver tier begins the work anew").isEqualTo("ORANGE RAISED R-ORANGE-300");
        assertThat(city.rows("select state, end_reason from tier_override where alert_id = '" + alert + "'"))
                .containsExactly("ENDED EXPIRED");
        assertThat(city.rows("select kind from notification where alert_id = '" + alert + "' and tier = 'ORANGE'"
                        + " and made_at > now() - interval '1 year' order by made_at desc limit 1"))
                .containsExactly("TIER_SET");
        assertThat(expiry.runDue(clock.instant())).as("once").isZero();
    }

    @Test
    void a_tier_raised_by_hand_brings_route_clocks_and_task_and_falls_back_to_what_the_rules_say() {
        UUID firm = firm("9813", "看着不对的厂", 150, "WAG01", 45);
        String alert = alert(firm);
        assertThat(alertRow(alert)).isEqualTo("YELLOW RAISED R-YELLOW-100");
        setAndSign("9813", alert, "red", 3);

        assertThat(alertRow(alert)).isEqualTo("RED RAISED R-RED-100");
        assertThat(city.rows("select count(*) from alert_copy where alert_id = '" + alert + "'"))
                .as("more posts are copied in at RED")
                .doesNotContain("0");
        assertThat(city.rows("select on_site from enterprise_task where withdrawn_at is null and alert_id = '" + alert
                        + "'"))
                .containsExactly("t");
        assertThat(city.rows(
                        "select duration from alert_clock where step = 'ack' and stopped_at is null and alert_id = '"
                                + alert + "'"))
                .containsExactly("PT15M");
        city.assess(firm);
        assertThat(alertRow(alert)).startsWith("RED");

        clock.pass(Duration.ofDays(4));
        expiry.runDue(clock.instant());
        assertThat(alertRow(alert)).isEqualTo("YELLOW RAISED R-YELLOW-100");
    }

    @Test
    void between_the_lower_tiers_one_person_is_enough() {
        UUID firm = firm("9814", "小事一桩的厂", 150, "WAG01", 45);
        String alert = alert(firm);
        step(Role.MEDIATION_LEAD, "9814", alert, "tier", Map.of("tier", "blue", "until", in(3), "note", "已约好周五发"))
                .statusCode(200)
                .body("said.en", equalTo("The tier is set."));
        assertThat(alertRow(alert)).isEqualTo("BLUE RAISED R-BLUE-100");
        step(Role.LABOUR_OFFICER, "9814", alert, "tier/confirm", Map.of())
                .statusCode(409)
                .body("type", containsString("tier-not-proposed"));
        step(Role.MEDIATION_LEAD, "9814", alert, "tier", Map.of("tier", "yellow", "until", in(3), "note", "没有发"))
                .statusCode(200);
        assertThat(city.rows("select tier, state, end_reason from tier_override where alert_id = '" + alert
                        + "' order by id"))
                .containsExactly("BLUE ENDED REPLACED", "YELLOW IN_FORCE null");
    }

    @Test
    void a_second_person_may_say_no_and_an_outdated_wish_is_not_signed() {
        UUID firm = firm("9815", "有争议的厂", 320, "WAG01", 70);
        String alert = alert(firm);
        Map<String, Object> milder = Map.of("tier", "yellow", "until", in(5), "note", "我看不严重");
        step(Role.MEDIATION_LEAD, "9815", alert, "tier", milder).statusCode(200);
        step(Role.LABOUR_OFFICE_HEAD, "9815", alert, "tier/reject", Map.of())
                .statusCode(400)
                .body("type", containsString("note-missing"));
        step(Role.LABOUR_OFFICE_HEAD, "9815", alert, "tier/reject", Map.of("note", "没有凭证"))
                .statusCode(200);
        assertThat(alertRow(alert)).startsWith("ORANGE");

        step(Role.MEDIATION_LEAD, "9815", alert, "tier", milder).statusCode(200);
        city.observe(firm, "COL02", 40, clock.instant());
        city.assess(firm);
        step(Role.LABOUR_OFFICE_HEAD, "9815", alert, "tier/confirm", Map.of())
                .statusCode(409)
                .body("type", containsString("tier-outdated"));
        assertThat(alertRow(alert)).startsWith("RED");
    }

    @Test
    void a_replay_says_whose_word_counted_then() {
        UUID firm = firm("9816", "回放的厂", 150, "WAG01", 45);
        String alert = alert(firm);
        Instant before = clock.instant();
        clock.pass(Duration.ofHours(1));
        step(Role.MEDIATION_LEAD, "9816", alert, "tier", Map.of("tier", "blue", "until", in(3), "note", "已约好"))
                .statusCode(200);
        clock.pass(Duration.ofHours(1));
        Instant during = clock.instant();
        clock.pass(Duration.ofDays(5));
        expiry.runDue(clock.instant());
        String asOf = "/api/v1/enterprises/" + firm + "/assessments/as-of?at=";
        people.as(Role.AUDITOR, "9816").get(asOf + before).then().body("tierByHand", nullValue());
        people.as(Role.AUDITOR, "9816")
                .get(asOf + during)
                .then()
                .body("tier", equalTo("YELLOW"))
                .body("tierByHand.tier", equalTo("BLUE"))
                .body("tierByHand.by", equalTo(People.nameOf(Role.MEDIATION_LEAD)));
        people.as(Role.AUDITOR, "9816").get(asOf + clock.instant()).then().body("tierByHand", nullValue());
    }

    @Test
    void a_tier_needs_a_reason_an_end_and_somebody_independent() {
        UUID firm = firm("9817", "规矩多的厂", 150, "WAG01", 45);
        String alert = alert(firm);
        refused("9817", alert, Map.of("tier", "blue", "until", in(3)), "note-missing");
        refused("9817", alert, Map.of("until", in(3), "note", "..."), "tier-missing");
        refused("9817", alert, Map.of("tier", "blue", "note", "..."), "until-missing");
        refused("9817", alert, Map.of("tier", "blue", "until", in(31), "note", "..."), "tier-too-long");
        refused("9817", alert, Map.of("tier", "blue", "until", in(-1), "note", "..."), "tier-too-long");
        refused("9817", alert, Map.of("tier", "green", "until", in(3), "note", "..."), "tier-unfit");
        refused("9817", alert, Map.of("tier", "yellow", "until", in(3), "note", "..."), "tier-same");
        people.as(Role.LABOUR_OFFICE_HEAD, "9817")
                .put("/api/v1/enterprises/" + firm + "/affiliations/employed_by/mediation-lead.9817")
                .then()
                .statusCode(200);
        step(Role.MEDIATION_LEAD, "9817", alert, "tier", Map.of("tier", "blue", "until", in(3), "note", "..."))
                .statusCode(403)
                .body("type", containsString("employed-there"));
        step(Role.LABOUR_OFFICER, "9817", alert, "acknowledge", Map.of());
        step(Role.LABOUR_OFFICER, "9817", alert, "contact", Map.of("how", "phone", "note", "问过"));
        step(Role.LABOUR_OFFICER, "9817", alert, "close", Map.of("outcome", "false_alarm", "note", "没有的事"))
                .statusCode(200);
        step(Role.LABOUR_OFFICER, "9817", alert, "tier", Map.of("tier", "blue", "until", in(3), "note", "..."))
                .statusCode(409)
                .body("type", containsString("alert-state"));
    }

    private void refused(String street, String alert, Map<String, Object> words, String code) {
        step(Role.MEDIATION_LEAD, street, alert, "tier", words).statusCode(400).body("type", containsString(code));
    }

    private void setAndSign(String street, String alert, String tier, int days) {
        step(Role.MEDIATION_LEAD, street, alert, "tier", Map.of("tier", tier, "until", in(days), "note", "现场看过"))
                .statusCode(200);
        step(Role.LABOUR_OFFICE_HEAD, street, alert, "tier/confirm", Map.of()).statusCode(200);
    }

    private String in(int days) {
        return clock.instant().plus(Duration.ofDays(days)).toString();
    }

    private UUID firm(String street, String name, int staff, String indicator, double value) {
        city.street(street);
        UUID firm = city.enterprise(street, name, staff);
        city.observe(firm, indicator, value, city.daysAgo(2));
        city.assess(firm);
        people.as(Role.MEDIATION_LEAD, street);
        return firm;
    }

    private String alert(UUID firm) {
        return city.rows("select id from alert where closed_at is null and enterprise_id = '" + firm + "'")
                .get(0);
    }

    private String alertRow(String alert) {
        return city.rows("select tier, state, route_id from alert where id = '" + alert + "'")
                .get(0);
    }

    private ValidatableResponse step(Role role, String street, String alert, String step, Map<String, Object> words) {
        return people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then();
    }
}

package org.fengqiao.pipeline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.response.dispute.FactDisputeDeadlines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who works on an alert says that a fact is wrong, and its source answers. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FactDisputeStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    FactDisputeDeadlines deadlines;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void a_fact_called_wrong_is_marked_at_once_and_comes_back_corrected() {
        UUID firm = firm("9820", "发过工资的厂", "WAG01", 70);
        String alert = alert(firm);
        clock.pass(Duration.ofHours(1));

        String dispute = dispute(Role.LABOUR_OFFICE_HEAD, "9820", alert, key(firm, "WAG01"), "工资条显示只拖了7天，13812345678")
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("indicatorName.zh", equalTo("工资逾期天数"))
                .body("post.en", equalTo("Duty officer"))
                .body("dueAt", notNullValue())
                .body("reason", equalTo("工资条显示只拖了7天，***"))
                .extract()
                .path("id");
        assertThat(city.rows("select p.kind, n.username from notification n join post p on p.id = n.post_id"
                        + " where n.kind = 'FACT_DISPUTED' and n.alert_id = '" + alert + "'"))
                .containsExactly("LABOUR_DUTY_OFFICER labour-officer.9820");
        String fact = "path.find { it.stage == 'FACT' && it.ref == 'WAG01' }.text.";
        people.as(Role.AUDITOR, "9820")
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .body(fact + "zh", containsString(People.nameOf(Role.LABOUR_OFFICE_HEAD)))
                .body(fact + "zh", containsString("工资条显示只拖了7天"))
                .body(fact + "en", containsString("called wrong"));
        people.as(Role.AUDITOR, "9820")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.event", hasItem("FACT_DISPUTED"))
                .body("assessment.findings[0].facts[0].observations[0].remark.dispute", equalTo(dispute));
        people.as(Role.LABOUR_OFFICER, "9820")
                .get("/api/v1/fact-disputes?mine=true&state=open")
                .then()
                .body("items.id", equalTo(List.of(dispute)));

        answer(Role.LABOUR_OFFICE_HEAD, "9820", dispute, "correct", Map.of("value", 7, "note", "..."))
                .statusCode(403)
                .body("type", containsString("own-dispute"));
        answer(Role.MEDIATION_LEAD, "9820", dispute, "correct", Map.of("value", 7, "note", "..."))
                .statusCode(403)
                .body("type", containsString("not-the-source"));
        answer(Role.LABOUR_OFFICER, "9820", dispute, "correct", Map.of("value", 70, "note", "..."))
                .statusCode(400)
                .body("type", containsString("value-same"));
        answer(Role.LABOUR_OFFICER, "9820", dispute, "correct", Map.of("value", 7, "note", "银行代发记录为7天"))
                .statusCode(200)
                .body("state", equalTo("CORRECTED"))
                .body("answeredBy", equalTo(People.nameOf(Role.LABOUR_OFFICER)));

        assertThat(city.rows("select value::int, retracted_at is null from observation where indicator = 'WAG01'"
                        + " and enterprise_id = '" + firm + "' order by learnt_at"))
                .containsExactly("70 f", "7 t");
        assertThat(city.rows(
                        "select tier from assessment where dimension = 'labour' and enterprise_id = '" + firm + "'"))
                .as("assessed again at once")
                .doesNotContain("ORANGE");
        assertThat(city.rows("select username from notification where kind = 'FACT_ANSWERED' and alert_id = '" + alert
                        + "'"))
                .containsExactly("labour-office-head.9820");
        people.as(Role.AUDITOR, "9820")
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .body(fact + "en", containsString("70 days"))
                .body(fact + "en", containsString("corrected"));
        answer(Role.LABOUR_OFFICER, "9820", dispute, "confirm", Map.of("note", "..."))
                .statusCode(409)
                .body("type", containsString("dispute-answered"));
    }

    @Test
    void a_fact_that_was_never_so_is_withdrawn() {
        UUID firm = firm("9821", "认错了的厂", "WAG01", 70);
        String dispute = dispute(Role.MEDIATION_LEAD, "9821", alert(firm), key(firm, "WAG01"), "是同名的另一家")
                .extract()
                .path("id");
        clock.pass(Duration.ofHours(1));
        answer(Role.LABOUR_OFFICER, "9821", dispute, "correct", Map.of("note", "确是另一家"))
                .statusCode(200)
                .body("state", equalTo("CORRECTED"));
        assertThat(city.rows(
                        "select retracted_at is null from observation where indicator = 'WAG01' and enterprise_id = '"
                                + firm + "'"))
                .containsExactly("f");
        people.as(Role.AUDITOR, "9821")
                .get("/api/v1/enterprises/" + firm + "/assessments/latest")
                .then()
                .body("findings.rule", not(hasItem("WAG01-4")));
    }

    @Test
    void a_fact_that_stands_is_confirmed_and_says_so() {
        UUID firm = firm("9822", "不服气的厂", "WAG01", 70);
        String alert = alert(firm);
        String dispute = dispute(Role.LABOUR_OFFICER, "9822", alert, key(firm, "WAG01"), "企业说已发")
                .body("post.en", equalTo("Head of the labour office"))
                .extract()
                .path("id");
        answer(Role.LABOUR_OFFICE_HEAD, "9822", dispute, "confirm", Map.of())
                .statusCode(400)
                .body("type", containsString("note-missing"));
        answer(Role.LABOUR_OFFICE_HEAD, "9822", dispute, "confirm", Map.of("note", "银行无发放记录"))
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"));
        people.as(Role.AUDITOR, "9822")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.event", hasItem("FACT_CONFIRMED"))
                .body("assessment.findings[0].facts[0].observations[0].remark.text.zh", containsString("银行无发放记录"))
                .body("assessment.findings[0].facts[0].observations[0].remark.dueAt", nullValue());
    }

    @Test
    void a_correction_of_the_source_itself_settles_it() {
        UUID firm = firm("9823", "来源自己更正的厂", "WAG01", 70);
        String alert = alert(firm);
        String dispute = dispute(Role.MEDIATION_LEAD, "9823", alert, key(firm, "WAG01"), "数字不对")
                .extract()
                .path("id");
        assertThat(deadlines.runDue(clock.instant())).isZero();
        clock.pass(Duration.ofHours(2));
        city.observe(firm, "WAG01", 9, city.daysAgo(2));
        assertThat(deadlines.runDue(clock.instant())).isEqualTo(1);
        people.as(Role.MEDIATION_LEAD, "9823")
                .get("/api/v1/fact-disputes/" + dispute)
                .then()
                .body("state", equalTo("CORRECTED"))
                .body("answeredBy", nullValue());
    }

    @Test
    void an_answer_that_is_late_climbs_once() {
        UUID firm = firm("9824", "没人答复的厂", "WAG01", 70);
        String alert = alert(firm);
        String dispute = dispute(Role.MEDIATION_LEAD, "9824", alert, key(firm, "WAG01"), "数字不对")
                .extract()
                .path("id");
        clock.pass(Duration.ofDays(15));
        assertThat(deadlines.runDue(clock.instant())).isEqualTo(1);
        assertThat(deadlines.runDue(clock.instant())).isZero();
        assertThat(city.rows("select p.kind from notification n join post p on p.id = n.post_id"
                        + " where n.kind = 'FACT_DISPUTED' and n.alert_id = '" + alert + "' order by n.made_at"))
                .containsExactly("LABOUR_DUTY_OFFICER", "LABOUR_OFFICE_HEAD");
        people.as(Role.LABOUR_OFFICE_HEAD, "9824")
                .get("/api/v1/fact-disputes?state=OPEN&limit=1")
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(dispute))
                .body("items[0].missedAt", notNullValue());
    }

    @Test
    void the_same_doubt_is_raised_once_and_only_about_a_fact_of_the_alert() {
        UUID firm = firm("9825", "两人都怀疑的厂", "WAG01", 70);
        UUID other = firm("9825", "隔壁的厂", "WAG01", 70);
        String alert = alert(firm);
        String first = dispute(Role.MEDIATION_LEAD, "9825", alert, key(firm, "WAG01"), "数字不对")
                .extract()
                .path("id");
        dispute(Role.LABOUR_OFFICE_HEAD, "9825", alert, key(firm, "WAG01"), "我也怀疑")
                .body("id", equalTo(first));
        dispute(Role.MEDIATION_LEAD, "9825", alert, key(other, "WAG01"), "数字不对")
                .statusCode(404)
                .body("type", containsString("fact-unknown"));
        dispute(Role.MEDIATION_LEAD, "9825", alert, UUID.randomUUID().toString(), "数字不对")
                .statusCode(404);
        dispute(Role.MEDIATION_LEAD, "9825", alert, key(firm, "WAG01"), " ")
                .statusCode(400)
                .body("type", containsString("note-missing"));
    }

    @Test
    void what_concerns_care_stays_among_the_care_staff() {
        city.street("9826");
        UUID firm = city.enterprise("9826", "有心理服务的厂", 320);
        city.observe(firm, "PSY02", 32, city.daysAgo(2));
        city.assess(firm);
        String alert = alert(firm);
        String key = city.rows("select key from care.observation where enterprise_id = '" + firm + "'")
                .get(0);
        String dispute = dispute(Role.CARE_STAFF, "9826", alert, key, "问卷重复计算")
                .statusCode(200)
                .body("dimension", equalTo("care"))
                .extract()
                .path("id");
        people.as(Role.LABOUR_OFFICE_HEAD, "9826")
                .get("/api/v1/fact-disputes/" + dispute)
                .then()
                .statusCode(403);
        people.as(Role.LABOUR_OFFICE_HEAD, "9826")
                .get("/api/v1/fact-disputes")
                .then()
                .body("items", hasSize(0));
        answer(Role.ADMINISTRATOR, "9826", dispute, "correct", Map.of("value", 22, "note", "..."))
                .statusCode(403);
        people.as(Role.CARE_STAFF, "4403");
        clock.pass(Duration.ofHours(1));
        people.as(Role.CARE_STAFF, "4403")
                .contentType("application/json")
                .body(Map.of("value", 22, "note", "去重后为22%"))
                .post("/api/v1/fact-disputes/" + dispute + "/correct")
                .then()
                .statusCode(200);
        assertThat(city.rows("select value::int from care.observation where retracted_at is null and enterprise_id = '"
                        + firm + "'"))
                .containsExactly("22");
    }

    private UUID firm(String street, String name, String indicator, double value) {
        city.street(street);
        UUID firm = city.enterprise(street, name, 320);
        city.observe(firm, indicator, value, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private String alert(UUID firm) {
        return city.rows("select id from alert where closed_at is null and enterprise_id = '" + firm + "'")
                .get(0);
    }

    private String key(UUID firm, String indicator) {
        return city.rows("select key from observation where retracted_at is null and indicator = '" + indicator
                        + "' and enterprise_id = '" + firm + "'")
                .get(0);
    }

    private ValidatableResponse dispute(Role role, String street, String alert, String key, String note) {
        return people.as(role, street)
                .contentType("application/json")
                .body(Map.of("note", note))
                .post("/api/v1/alerts/" + alert + "/facts/" + key + "/dispute")
                .then();
    }

    private ValidatableResponse answer(
            Role role, String street, String dispute, String step, Map<String, Object> words) {
        return people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/fact-disputes/" + dispute + "/" + step)
                .then();
    }
}

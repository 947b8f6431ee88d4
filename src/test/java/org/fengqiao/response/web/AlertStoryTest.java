package org.fengqiao.response.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.attachment.Uploads;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.response.EnterpriseTaskDeadlines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the first telephone call to the second signature, as each of those who have a part in it lives it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    EnterpriseTaskDeadlines tasks;

    @Inject
    DataSource database;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void an_information_officer_settles_a_reminder_by_telephone() throws Exception {
        UUID firm = firm("9970", "蓝天电子厂", 40, "WAG01", 7);
        String alert = alert(firm);
        RequestSpecification officer = people.as(Role.INFORMATION_OFFICER, "9970");

        step(Role.INFORMATION_OFFICER, "9970", alert, "contact", Map.of("how", "phone", "note", "..."))
                .statusCode(409)
                .body("type", containsString("alert-state"))
                .body("en", containsString("Acknowledge it first"));
        step(Role.INFORMATION_OFFICER, "9970", alert, "acknowledge", Map.of())
                .statusCode(200)
                .body("state", equalTo("ACKNOWLEDGED"))
                .body("changed", equalTo(true));
        step(Role.INFORMATION_OFFICER, "9970", alert, "acknowledge", Map.of())
                .statusCode(200)
                .body("changed", equalTo(false))
                .body("said.en", containsString("nothing was changed"));
        clock.pass(Duration.ofHours(3));
        Map<String, Object> call = Map.of("how", "phone", "note", "会计说周五发，电话13812345678");
        step(Role.INFORMATION_OFFICER, "9970", alert, "contact", call).body("state", equalTo("CONTACTED"));
        step(Role.INFORMATION_OFFICER, "9970", alert, "contact", call).body("changed", equalTo(false));
        step(Role.INFORMATION_OFFICER, "9970", alert, "notes", Map.of("note", "周五再问"))
                .body("changed", equalTo(true));
        clock.pass(Duration.ofDays(3));
        step(Role.INFORMATION_OFFICER, "9970", alert, "close", Map.of("outcome", "averted"))
                .statusCode(400)
                .body("type", containsString("note-missing"));
        String proof = Uploads.pdf(people.as(Role.INFORMATION_OFFICER, "9970"));
        step(
                        Role.INFORMATION_OFFICER,
                        "9970",
                        alert,
                        "close",
                        Map.of("outcome", "averted", "note", "工资已发", "attachments", List.of(proof)))
                .statusCode(200)
                .body("state", equalTo("CLOSED"));

        String officerName = People.nameOf(Role.INFORMATION_OFFICER);
        officer.get("/api/v1/alerts/" + alert)
                .then()
                .body("alert.state", equalTo("CLOSED"))
                .body("events.event", equalTo(List.of("CLOSED", "NOTED", "CONTACTED", "ACKNOWLEDGED", "RAISED")))
                .body("events[0].attachments.id", equalTo(List.of(proof)))
                .body("events[0].attachments.name", equalTo(List.of("证明.pdf")))
                .body("events[0].actor.username", equalTo("information-officer.9970"))
                .body("events[0].text.zh", equalTo(officerName + "关闭了预警，结果：已化解。“工资已发”"))
                .body("events[2].note", equalTo("会计说周五发，电话***"))
                .body(
                        "events[2].text.en",
                        equalTo(officerName + " contacted the enterprise by telephone. \"会计说周五发，电话***\""))
                .body("alert.stateLabel.zh", equalTo("已关闭，已化解"))
                .body("alert.clocks.state", everyItem(equalTo("MET")))
                .body("alert.clocks.metBy", everyItem(equalTo(officerName)));
        assertThat(rows("select outcome, closed_by, checked_by from alert where id = '" + alert + "'"))
                .containsExactly("AVERTED information-officer.9970 null");
        assertThat(rows("select step, completed_at is not null, stopped_at is null from alert_clock where alert_id = '"
                        + alert + "' order by step"))
                .containsExactly("ack t t", "close t t", "contact t t");
        step(Role.INFORMATION_OFFICER, "9970", alert, "acknowledge", Map.of()).statusCode(409);
    }

    @Test
    void a_mediation_lead_requests_closing_and_the_head_of_the_office_confirms() throws Exception {
        UUID firm = firm("9971", "红星制衣厂", 150, "COL02", 40);
        String alert = alert(firm);
        step(Role.MEDIATION_LEAD, "9971", alert, "acknowledge", Map.of());
        clock.pass(Duration.ofMinutes(40));
        step(Role.MEDIATION_LEAD, "9971", alert, "contact", Map.of("how", "on_site", "note", "与负责人和职工代表见面"));
        String proof = Uploads.pdf(people.as(Role.MEDIATION_LEAD, "9971"));
        Map<String, Object> averted = Map.of("outcome", "averted", "note", "欠薪已付清", "attachments", List.of(proof));
        step(Role.MEDIATION_LEAD, "9971", alert, "close", averted)
                .statusCode(409)
                .body("en", containsString("Make a plan first"));
        step(Role.MEDIATION_LEAD, "9971", alert, "plan", Map.of("note", "本月内分两次付清"));
        step(Role.MEDIATION_LEAD, "9971", alert, "close", Map.of("outcome", "averted", "note", "付清"))
                .statusCode(400)
                .body("type", containsString("evidence-missing"));
        step(Role.MEDIATION_LEAD, "9971", alert, "close", averted).body("state", equalTo("CLOSING"));
        step(Role.MEDIATION_LEAD, "9971", alert, "close", averted).body("changed", equalTo(false));
        assertThat(rows("select p.kind, n.username, n.tier from notification n join post p on p.id = n.post_id"
                        + " where n.kind = 'REVIEW_REQUESTED' and n.alert_id = '" + alert + "'"))
                .containsExactly("LABOUR_OFFICE_HEAD labour-office-head.9971 RED");

        step(Role.MEDIATION_LEAD, "9971", alert, "review/confirm", Map.of())
                .statusCode(403)
                .body("type", containsString("own-closing"));
        step(Role.LABOUR_OFFICE_HEAD, "9971", alert, "review/reject", Map.of("note", "缺第二笔凭证"))
                .body("state", equalTo("PLANNED"));
        step(Role.LABOUR_OFFICE_HEAD, "9971", alert, "review/reject", Map.of("note", "缺第二笔凭证"))
                .body("changed", equalTo(false));
        step(Role.MEDIATION_LEAD, "9971", alert, "close", averted).body("state", equalTo("CLOSING"));
        clock.pass(Duration.ofHours(1));
        step(Role.LABOUR_OFFICE_HEAD, "9971", alert, "review/confirm", Map.of("note", "凭证齐全"))
                .body("state", equalTo("CLOSED"));
        step(Role.LABOUR_OFFICE_HEAD, "9971", alert, "review/confirm", Map.of("note", "凭证齐全"))
                .body("changed", equalTo(false));
        assertThat(rows("select outcome, closed_by, checked_by from alert where id = '" + alert + "'"))
                .containsExactly("AVERTED mediation-lead.9971 labour-office-head.9971");
        assertThat(rows("select count(*) from alert_clock where alert_id = '" + alert
                        + "' and completed_at is null and stopped_at is null"))
                .containsExactly("0");
        people.as(Role.AUDITOR, "9971")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.event", hasItems("CLOSE_REQUESTED", "CLOSE_REJECTED", "CLOSED"))
                .body("events.findAll { it.event == 'CLOSE_REQUESTED' }", hasSize(2));
    }

    @Test
    void a_head_of_office_merges_an_alert_into_its_lead() throws Exception {
        UUID contractor = firm("9972", "总包公司", 320, "WAG01", 20);
        String speaks = alert(contractor);
        String merged = alert(firm("9972", "分包公司", 310, "WAG01", 20));
        step(Role.LABOUR_OFFICE_HEAD, "9972", merged, "acknowledge", Map.of());
        step(Role.LABOUR_OFFICE_HEAD, "9972", merged, "close", Map.of("outcome", "merged", "note", "同一工地"))
                .statusCode(400)
                .body("type", containsString("merged-into-what"));
        step(
                        Role.LABOUR_OFFICE_HEAD,
                        "9972",
                        merged,
                        "close",
                        Map.of("outcome", "merged", "into", merged, "note", "同一工地"))
                .statusCode(400)
                .body("type", containsString("lead-unfit"));
        step(
                        Role.LABOUR_OFFICE_HEAD,
                        "9972",
                        merged,
                        "close",
                        Map.of("outcome", "merged", "into", speaks, "note", "同一工地"))
                .body("state", equalTo("CLOSED"));
        assertThat(rows("select outcome, merged_into_id from alert where id = '" + merged + "'"))
                .containsExactly("MERGED " + speaks);
    }

    @Test
    void an_employee_of_the_enterprise_is_neither_the_only_source_nor_the_closer() throws Exception {
        UUID firm = firm("9973", "自己人电子厂", 40, "WAG01", 7);
        String alert = alert(firm);
        UUID quiet = city.enterprise("9973", "只有自己人说话的厂", 40);
        for (UUID employer : List.of(firm, quiet)) bind(employer, "9973", "employed_by", "information-officer.9973");
        step(Role.INFORMATION_OFFICER, "9973", alert, "acknowledge", Map.of()).statusCode(200);
        step(Role.INFORMATION_OFFICER, "9973", alert, "contact", Map.of("how", "phone", "note", "问过了"));
        Map<String, Object> false_alarm = Map.of("outcome", "false_alarm", "note", "没有的事");
        step(Role.INFORMATION_OFFICER, "9973", alert, "close", false_alarm)
                .statusCode(403)
                .body("type", containsString("employed-there"));
        step(Role.LABOUR_OFFICER, "9973", alert, "close", false_alarm).statusCode(200);

        var report = Map.of(
                "enterpriseId",
                quiet.toString(),
                "indicator",
                "COL02",
                "value",
                120,
                "document",
                "照片",
                "occurredOn",
                clock.instant().toString().substring(0, 10));
        people.as(Role.INFORMATION_OFFICER, "9973")
                .contentType("application/json")
                .body(report)
                .post("/api/v1/observations")
                .then()
                .statusCode(201);
        assertThat(rows("select count(*) from alert where enterprise_id = '" + quiet + "'"))
                .as("what an employee says raises nothing by itself")
                .containsExactly("0");
        people.as(Role.LABOUR_OFFICE_HEAD, "9973")
                .delete("/api/v1/enterprises/" + quiet + "/affiliations/employed_by/information-officer.9973")
                .then()
                .statusCode(200)
                .body("", empty());
    }

    @Test
    void an_enterprise_answers_what_it_is_asked_and_sees_nothing_else() throws Exception {
        UUID firm = firm("9974", "讲信用电子厂", 320, "COL02", 15);
        String alert = alert(firm);
        String other = alert(firm("9974", "别人家的厂", 320, "WAG01", 20));
        RequestSpecification enterprise = people.as(Role.ENTERPRISE, "9974");
        enterprise
                .get("/api/v1/enterprise-tasks")
                .then()
                .statusCode(409)
                .body("type", containsString("speaks-for-nobody"));
        bind(firm, "9974", "speaks_for", "enterprise.9974");

        people.as(Role.ENTERPRISE, "9974")
                .get("/api/v1/enterprise-tasks")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].alert", equalTo(alert))
                .body("[0].task.en", containsString("rectification form"))
                .body("[0].dueAt", notNullValue())
                .body("[0].tier", nullValue());
        people.as(Role.ENTERPRISE, "9974").get("/api/v1/alerts/" + alert).then().statusCode(403);
        step(Role.ENTERPRISE, "9974", other, "task/reply", Map.of("note", "不是我们"))
                .statusCode(403)
                .body("type", containsString("not-your-enterprise"));
        clock.pass(Duration.ofDays(1));
        String form = Uploads.pdf(people.as(Role.ENTERPRISE, "9974"));
        Map<String, Object> answer = Map.of("note", "已自查，整改表附后", "attachments", List.of(form));
        step(Role.ENTERPRISE, "9974", alert, "task/reply", answer)
                .statusCode(200)
                .body("changed", equalTo(true));
        step(Role.ENTERPRISE, "9974", alert, "task/reply", answer).body("changed", equalTo(false));

        clock.pass(Duration.ofDays(5));
        tasks.runDue(clock.instant());
        assertThat(facts(firm)).containsExactly("0");
        assertThat(rows("select completed_at is not null from alert_clock where step = 'enterprise' and alert_id = '"
                        + alert + "'"))
                .containsExactly("t");
        people.as(Role.LABOUR_OFFICER, "9974")
                .get("/api/v1/alerts/" + alert + "/tasks")
                .then()
                .body("[0].reply", equalTo("已自查，整改表附后"))
                .body("[0].attachments.id", equalTo(List.of(form)))
                .body("[0].doneAt", notNullValue())
                .body("[0].missedAt", nullValue());
    }

    @Test
    void a_missed_task_of_the_enterprise_becomes_an_observation_and_an_officer_records_attendance() throws Exception {
        UUID firm = firm("9975", "不露面制衣厂", 320, "COL02", 40);
        String alert = alert(firm);
        bind(firm, "9975", "speaks_for", "enterprise.9975");
        step(Role.ENTERPRISE, "9975", alert, "task/reply", Map.of("note", "马上来", "arrived", true))
                .statusCode(403)
                .body("type", containsString("arrival-seen-by-an-officer"));
        step(Role.ENTERPRISE, "9975", alert, "task/reply", Map.of("note", "马上来"))
                .statusCode(200);
        tasks.runDue(clock.instant());
        assertThat(facts(firm)).as("there is still time").isEmpty();

        clock.pass(Duration.ofHours(25));
        tasks.runDue(clock.instant());
        assertThat(tasks.runDue(clock.instant())).as("missed once").isZero();
        assertThat(facts(firm)).as("a word is no visit").containsExactly("2");
        assertThat(rows("select count(*) from reassessment_queue where enterprise_id = '" + firm + "'"))
                .containsExactly("1");
        city.assess(firm);
        assertThat(rules(firm)).contains("CMP07-2");

        clock.pass(Duration.ofHours(2));
        Map<String, Object> came = Map.of("note", "负责人到场，提交支付计划", "arrived", true);
        step(Role.LABOUR_OFFICE_HEAD, "9975", alert, "task/reply", came).body("changed", equalTo(true));
        step(Role.LABOUR_OFFICE_HEAD, "9975", alert, "task/reply", came).body("changed", equalTo(false));
        city.assess(firm);
        assertThat(rules(firm)).doesNotContain("CMP07-2").isNotEmpty();
        people.as(Role.AUDITOR, "9975")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("events.event", hasItems("TASK_REPLIED", "TASK_MISSED", "TASK_DONE"))
                .body("events.find { it.event == 'TASK_MISSED' }.text.en", containsString("did not come on site"))
                .body("events.find { it.event == 'TASK_MISSED' }.actor", nullValue());
    }

    @Test
    void a_graver_tier_gives_new_tasks_and_a_closed_alert_none() throws Exception {
        UUID firm = firm("9976", "越来越糟的厂", 320, "WAG01", 20);
        String alert = alert(firm);
        step(Role.LABOUR_OFFICE_HEAD, "9976", alert, "acknowledge", Map.of()).body("changed", equalTo(true));
        clock.pass(Duration.ofHours(1));
        city.observe(firm, "COL02", 40, clock.instant());
        city.assess(firm);
        assertThat(rows("select tier, state, acknowledged_at from alert where id = '" + alert + "'"))
                .as("graver: everything begins anew")
                .containsExactly("RED RAISED null");
        people.as(Role.LABOUR_OFFICER, "9976")
                .get("/api/v1/alerts/" + alert + "/tasks")
                .then()
                .body("onSite", equalTo(List.of(true, false)))
                .body("[0].withdrawnAt", nullValue())
                .body("[1].withdrawnAt", notNullValue());
        step(Role.LABOUR_OFFICE_HEAD, "9976", alert, "acknowledge", Map.of()).body("changed", equalTo(true));
        step(Role.LABOUR_OFFICE_HEAD, "9976", alert, "contact", Map.of("how", "on_site", "note", "停工已发生"));
        step(
                        Role.LABOUR_OFFICE_HEAD,
                        "9976",
                        alert,
                        "close",
                        Map.of(
                                "outcome",
                                "happened",
                                "note",
                                "停工一天后复工",
                                "attachments",
                                List.of(Uploads.pdf(people.as(Role.LABOUR_OFFICE_HEAD, "9976")))))
                .body("state", equalTo("CLOSING"));
        step(Role.LABOUR_OFFICER, "9976", alert, "review/confirm", Map.of()).body("state", equalTo("CLOSED"));
        step(Role.LABOUR_OFFICER, "9976", alert, "task/reply", Map.of("note", "来了", "arrived", true))
                .statusCode(409)
                .body("type", containsString("task-over"));
        clock.pass(Duration.ofDays(2));
        tasks.runDue(clock.instant());
        assertThat(facts(firm)).isEmpty();
    }

    @Test
    void an_enterprise_account_acts_for_one_enterprise_and_no_officer_does() {
        city.street("9977");
        UUID one = city.enterprise("9977", "甲厂", 40);
        UUID two = city.enterprise("9977", "乙厂", 40);
        people.as(Role.ENTERPRISE, "9977");
        people.as(Role.INFORMATION_OFFICER, "9977");
        bind(one, "9977", "speaks_for", "enterprise.9977");
        put(two, "9977", "speaks_for", "enterprise.9977")
                .statusCode(409)
                .body("type", containsString("speaks-for-another"));
        put(two, "9977", "speaks_for", "information-officer.9977")
                .statusCode(409)
                .body("type", containsString("affiliation-role-mismatch"));
        put(two, "9977", "employed_by", "enterprise.9977").statusCode(409);
        put(two, "9977", "employed_by", "nobody.9977").statusCode(404);
        people.as(Role.LABOUR_OFFICE_HEAD, "9977")
                .get("/api/v1/enterprises/" + one + "/affiliations")
                .then()
                .body("username", equalTo(List.of("enterprise.9977")))
                .body("madeBy", everyItem(equalTo("labour-office-head.9977")))
                .body("kind", not(hasItem("EMPLOYED_BY")));
    }

    private UUID firm(String street, String name, int staff, String indicator, double value) {
        city.street(street);
        UUID firm = city.enterprise(street, name, staff);
        city.observe(firm, indicator, value, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private String alert(UUID firm) throws SQLException {
        return rows("select id from alert where closed_at is null and enterprise_id = '" + firm + "'")
                .get(0);
    }

    private void bind(UUID firm, String street, String kind, String username) {
        people.as(Role.INFORMATION_OFFICER, street);
        people.as(Role.ENTERPRISE, street);
        put(firm, street, kind, username).statusCode(200).body("username", hasItem(username));
    }

    private ValidatableResponse put(UUID firm, String street, String kind, String username) {
        return people.as(Role.LABOUR_OFFICE_HEAD, street)
                .put("/api/v1/enterprises/" + firm + "/affiliations/" + kind + "/" + username)
                .then();
    }

    private ValidatableResponse step(Role role, String street, String alert, String step, Map<String, Object> words) {
        return people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then();
    }

    private List<String> facts(UUID firm) throws SQLException {
        return rows("select value::int from observation where indicator = 'CMP07' and enterprise_id = '" + firm
                + "' order by occurred_at");
    }

    private List<String> rules(UUID firm) {
        return people.as(Role.LABOUR_OFFICE_HEAD, "4403")
                .get("/api/v1/enterprises/" + firm + "/assessments/latest")
                .then()
                .statusCode(200)
                .extract()
                .path("findings.rule");
    }

    /** Each row as one text, null as "null". */
    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(row.getString(i));
                rows.add(String.join(" ", cells.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }
}

package org.fengqiao.response.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.CodeDetector;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.attachment.Uploads;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.EnterpriseTaskDeadlines;
import org.fengqiao.response.escalation.Escalation;
import org.fengqiao.response.escalation.StaleAlerts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An alert that lived through nearly everything, as people read it afterwards: in sentences, with names, without codes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertHistoryStoryTest {
    private static final String STREET = "9948";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    PostStore posts;

    @Inject
    Escalation escalation;

    @Inject
    StaleAlerts silent;

    @Inject
    EnterpriseTaskDeadlines tasks;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void its_history_its_clocks_and_its_pages_hold_no_code() throws Exception {
        String alert = lived();

        JsonNode detail = json("/api/v1/alerts/" + alert);
        List<String> events = detail.get("events").findValuesAsText("event");
        assertThat(events)
                .contains(
                        "RAISED",
                        "ESCALATED",
                        "ACKNOWLEDGED",
                        "REMINDED",
                        "ACKNOWLEDGEMENT_LAPSED",
                        "CONTACTED",
                        "PLANNED",
                        "NOTED",
                        "TASK_MISSED",
                        "TASK_DONE",
                        "CLOSE_REQUESTED",
                        "CLOSE_REJECTED",
                        "CLOSED",
                        "REOPENED");
        for (String address : List.of(
                "/api/v1/alerts/" + alert,
                "/api/v1/alerts/" + alert + "/why",
                "/api/v1/alerts/" + alert + "/notifications",
                "/api/v1/alerts?area=" + STREET)) {
            List<String> texts = texts(json(address));
            assertThat(texts).as(address).isNotEmpty().allSatisfy(AlertHistoryStoryTest::assertReadable);
        }
        for (String language : List.of("zh", "en")) {
            for (String page : List.of("/alerts/" + alert + "?", "/desk?section=mine&")) {
                String html = people.as(Role.LABOUR_OFFICE_HEAD, STREET)
                        .get(page + "lang=" + language)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                assertReadable(html.replaceAll("(?s)<head>.*</head>|<script.*?</script>", "")
                        .replaceAll("<[^>]*>", " "));
            }
        }
    }

    @Test
    void its_sentences_name_who_did_what_and_why() throws Exception {
        String head = People.nameOf(Role.LABOUR_OFFICE_HEAD);
        String leader = People.nameOf(Role.LABOUR_OFFICER);
        List<String> sentences = new ArrayList<>();
        json("/api/v1/alerts/" + lived())
                .get("events")
                .forEach(event -> sentences.add(event.get("text").get("zh").asText()));
        assertThat(sentences)
                .contains(
                        "签收时限（15分钟）已过仍未完成，上报第2级：街道9948街道领导" + leader + "。",
                        head + "签收。",
                        head + "联系了企业（到场）。“与负责人和职工代表见面”",
                        "企业负责人未在限定时间内到场。",
                        head + "登记：企业负责人已到场，任务完成。“负责人到场，提交支付计划”",
                        head + "提出关闭，结果：已化解，等待复核。“欠薪已付清”",
                        leader + "退回关闭，继续处置。“缺第二笔凭证”",
                        leader + "复核同意，预警关闭，结果：已化解。“凭证齐全”");
        assertThat(sentences.get(0))
                .startsWith("预警重新打开，红色，由街道9948劳动办负责人" + head + "负责")
                .contains("由" + head + "以“已化解”关闭，" + leader + "复核");
    }

    @Test
    void what_was_acknowledged_in_time_or_closed_is_never_shown_as_overdue() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        city.street("9949");
        UUID firm = firm("9949", 45);
        String alert = alertOf(firm, "9949");
        pass(Duration.ofMinutes(10));
        step("9949", Role.LABOUR_OFFICE_HEAD, alert, "acknowledge", Map.of());
        step("9949", Role.LABOUR_OFFICE_HEAD, alert, "contact", Map.of("how", "phone", "note", "会计说周五发"));
        pass(Duration.ofDays(60));
        JsonNode clocks = json("/api/v1/alerts/" + alert).at("/alert/clocks");
        assertThat(states(clocks)).containsExactly("ack MET", "contact MET", "plan MISSED", "close MISSED");
        assertThat(clocks.get(0).get("text").get("en").asText())
                .isEqualTo("acknowledgement: done 2026-03-02 10:10 by " + People.nameOf(Role.LABOUR_OFFICE_HEAD));
        assertThat(clocks.get(0).get("missedSince").isNull()).isTrue();

        step(
                "9949",
                Role.LABOUR_OFFICE_HEAD,
                alert,
                "close",
                Map.of("outcome", "false_alarm", "note", "核实无此事", "attachments", proof("9949")));
        step("9949", Role.LABOUR_OFFICER, alert, "review/confirm", Map.of());
        JsonNode closed = json("/api/v1/alerts?state=closed&area=9949").at("/items/0");
        assertThat(closed.get("state").asText()).isEqualTo("CLOSED");
        assertThat(closed.at("/stateLabel/zh").asText()).isEqualTo("已关闭，误报");
        assertThat(states(closed.get("clocks"))).containsExactly("ack MET", "contact MET", "plan STOPPED", "close MET");
        assertThat(closed.get("clocks").findValuesAsText("zh"))
                .anyMatch(text -> text.matches("办结：.+于2026-05-01 10:10完成，迟\\d+天"));
        String page = people.as(Role.LABOUR_OFFICE_HEAD, "9949")
                .get("/desk?lang=en&section=closed")
                .asString();
        assertThat(page)
                .contains("closed, false alarm")
                .doesNotContain("overdue since")
                .doesNotContainPattern("overdue \\d");
    }

    private static List<String> states(JsonNode clocks) {
        List<String> states = new ArrayList<>();
        clocks.forEach(clock -> {
            String step = clock.get("step").asText();
            if (!step.equals("enterprise"))
                states.add(step + " " + clock.get("state").asText());
        });
        return states;
    }

    /** The clock stands, so that every sentence is known beforehand. */
    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    /** Escalated, acknowledged, forgotten, worked on, closed by two and reopened. */
    private String lived() {
        clock.set(at("2026-03-02T10:00"));
        city.street(STREET);
        posts.importCsv(
                new ByteArrayInputStream(("kind,area_code,zh,en,username,stand_in\n"
                                + "SUBDISTRICT_LEADER,9948,街道领导,Sub-district leader,labour-officer.9948,\n")
                        .getBytes(StandardCharsets.UTF_8)),
                LocalDate.parse("2026-02-01"));
        Stream.of(Role.MEDIATION_LEAD, Role.LABOUR_OFFICER, Role.CARE_STAFF).forEach(role -> people.as(role, STREET));
        UUID firm = firm(STREET, 45);
        String alert = alertOf(firm, STREET);
        for (String time : List.of("10:15", "10:30", "10:45")) escalation.runDue(at("2026-03-02T" + time));
        clock.set(at("2026-03-02T11:00"));
        step(Role.LABOUR_OFFICE_HEAD, alert, "acknowledge", Map.of());
        silent.runDue(at("2026-03-02T11:01"));
        silent.runDue(at("2026-03-02T23:00"));
        silent.runDue(at("2026-03-03T03:00"));
        clock.set(at("2026-03-03T09:00"));
        step(Role.LABOUR_OFFICE_HEAD, alert, "acknowledge", Map.of());
        step(Role.LABOUR_OFFICE_HEAD, alert, "contact", Map.of("how", "on_site", "note", "与负责人和职工代表见面"));
        clock.set(at("2026-03-03T11:00"));
        tasks.runDue(clock.instant());
        Map<String, Object> came = Map.of("note", "负责人到场，提交支付计划", "arrived", true);
        step(Role.LABOUR_OFFICE_HEAD, alert, "task/reply", came);
        step(Role.LABOUR_OFFICE_HEAD, alert, "plan", Map.of("note", "本月内分两次付清"));
        step(Role.LABOUR_OFFICE_HEAD, alert, "notes", Map.of("note", "周五再问"));
        Map<String, Object> averted = Map.of("outcome", "averted", "note", "欠薪已付清", "attachments", proof(STREET));
        step(Role.LABOUR_OFFICE_HEAD, alert, "close", averted);
        step(Role.LABOUR_OFFICER, alert, "review/reject", Map.of("note", "缺第二笔凭证"));
        step(Role.LABOUR_OFFICE_HEAD, alert, "close", averted);
        pass(Duration.ofHours(1));
        step(Role.LABOUR_OFFICER, alert, "review/confirm", Map.of("note", "凭证齐全"));
        pass(Duration.ofDays(1));
        city.observe(firm, "WAG02", 41, clock.instant());
        city.assess(firm);
        return alert;
    }

    private List<String> proof(String street) {
        return List.of(Uploads.pdf(people.as(Role.LABOUR_OFFICE_HEAD, street)));
    }

    private UUID firm(String street, int days) {
        UUID firm =
                city.enterprise(street, "红星制衣厂" + UUID.randomUUID().toString().replaceAll("[^0-9]", ""), 320);
        city.observe(firm, "WAG01", days, city.daysAgo(2));
        if (days > 30) city.observe(firm, "WAG02", 35, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private String alertOf(UUID firm, String street) {
        return people.as(Role.LABOUR_OFFICE_HEAD, street)
                .get("/api/v1/alerts?limit=200")
                .path("items.find { it.enterpriseId == '" + firm + "' }.id");
    }

    private void step(Role role, String alert, String step, Map<String, Object> words) {
        step(STREET, role, alert, step, words);
    }

    private void step(String street, Role role, String alert, String step, Map<String, Object> words) {
        ValidatableResponse answer = people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then()
                .statusCode(200);
        assertReadable(answer.extract().path("said.zh") + " " + answer.extract().<String>path("said.en"));
    }

    private JsonNode json(String address) throws Exception {
        return new ObjectMapper()
                .readTree(people.as(Role.AUDITOR, "4403")
                        .get(address)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    /** Everything that is for people: a text in both languages. */
    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        if (answer.has("zh") && answer.has("en"))
            texts.addAll(List.of(answer.get("zh").asText(), answer.get("en").asText()));
        answer.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    private static void assertReadable(String text) {
        assertThat(CodeDetector.codes(text)).as(text).isEmpty();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Time.CITY).toInstant();
    }
}

package org.fengqiao.inquiry.web;

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
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** What people find on their desks in the morning, and what they do not. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertListStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Test
    void the_head_of_the_labour_office_finds_the_gravest_first_with_its_reasons() {
        city.street("9910");
        UUID grave = city.enterprise("9910", "红星制衣厂", 320);
        city.observe(grave, "WAG01", 45, city.daysAgo(2));
        city.observe(grave, "WAG02", 35, city.daysAgo(2));
        UUID milder = city.enterprise("9910", "蓝天电子厂", 400);
        city.observe(milder, "WAG01", 20, city.daysAgo(2));
        city.assess(grave, milder);

        JsonPath mine = people.as(Role.LABOUR_OFFICE_HEAD, "9910")
                .get("/api/v1/alerts?mine=true&as=owner")
                .then()
                .statusCode(200)
                .body("items.enterprise", equalTo(List.of("红星制衣厂", "蓝天电子厂")))
                .body("items[0].tier", equalTo("RED"))
                .body("items[0].tierLabel.en", notNullValue())
                .body("items[0].area.zh", equalTo("深圳市 街道9910"))
                .body("items[0].reason.en", containsString("more than 30 days overdue"))
                .body("items[0].why.zh", containsString("320人"))
                .body("items[0].clocks.find { it.step == 'ack' }.dueAt", notNullValue())
                .body("items[1].clocks.find { it.step == 'ack' }.dueAt", notNullValue())
                .body("next", nullValue())
                .extract()
                .jsonPath();
        people.as(Role.LABOUR_OFFICE_HEAD, "9910")
                .get("/api/v1/alerts/" + mine.getString("items[0].id"))
                .then()
                .statusCode(200)
                .body("alert.why.en", containsString("R-RED-300"))
                .body("alert.owner.kind", equalTo("LABOUR_OFFICE_HEAD"))
                .body("ownerNow.username", equalTo("labour-office-head.9910"))
                .body("copies.kind", hasItem("MEDIATION_LEAD"))
                .body("task.en", containsString("24 hours"))
                .body("events.event", equalTo(List.of("RAISED")))
                .body("assessment.tier", equalTo("RED"))
                .body("assessment.findings.rule", hasItems("H-WAG02-MAJOR", "WAG01-3"))
                .body("assessment.findings.find { it.rule == 'WAG01-3' }.facts.indicator", equalTo(List.of("WAG01")));
        people.as(Role.LABOUR_OFFICE_HEAD, "9910")
                .get("/api/v1/alerts?tier=red&area=9910")
                .then()
                .body("items.enterprise", equalTo(List.of("红星制衣厂")));
        people.as(Role.MEDIATION_LEAD, "9910")
                .get("/api/v1/alerts?mine=true&as=copied&tier=RED")
                .then()
                .body("items.enterprise", equalTo(List.of("红星制衣厂")));
        people.as(Role.MEDIATION_LEAD, "9910")
                .get("/api/v1/alerts?mine=true&as=owner")
                .then()
                .body("items", empty());
        people.as(Role.LABOUR_OFFICE_HEAD, "9910")
                .get("/api/v1/alerts?state=closed")
                .then()
                .body("items", empty());
    }

    /** None is taken and ignored: what is no filter there is refused, by the API and by the page. */
    @Test
    void every_filter_works_or_is_refused() {
        city.street("9918");
        for (String wrong :
                List.of("tier=purple", "state=done", "as=boss", "limit=0", "post=x", "area=nowhere", "sate=closed")) {
            int status = people.as(Role.MEDIATION_LEAD, "9918")
                    .get("/api/v1/alerts?" + wrong)
                    .statusCode();
            assertThat(status).as(wrong).isBetween(400, 404);
        }
        for (String filterOfTheApi :
                List.of("post=x", "mine=true", "as=owner", "area=9918", "dimension=labour", "state=closed"))
            people.as(Role.MEDIATION_LEAD, "9918")
                    .get("/desk?" + filterOfTheApi)
                    .then()
                    .statusCode(400);
    }

    @Test
    void what_i_own_and_what_i_am_copied_in_on_are_told_apart() throws Exception {
        city.street("9919");
        UUID copied = city.enterprise("9919", "抄送的厂", 320);
        city.observe(copied, "WAG01", 45, city.daysAgo(2));
        city.observe(copied, "WAG02", 35, city.daysAgo(2));
        UUID own = city.enterprise("9919", "自己的厂", 150);
        city.observe(own, "WAG01", 20, city.daysAgo(2));
        city.assess(copied, own);

        people.as(Role.MEDIATION_LEAD, "9919")
                .get("/api/v1/alerts?mine=true")
                .then()
                .body("items.enterprise", equalTo(List.of("抄送的厂", "自己的厂")))
                .body("items.relation", equalTo(List.of("COPIED", "OWNER")));
        people.as(Role.MEDIATION_LEAD, "9919")
                .get("/api/v1/alerts")
                .then()
                .body("items.relation", everyItem(nullValue()));
        assertThat(desk("9919", "mine")).contains("自己的厂").doesNotContain("抄送的厂");
        assertThat(desk("9919", "copied")).contains("抄送的厂").doesNotContain("自己的厂");

        close(own);
        people.as(Role.MEDIATION_LEAD, "9919")
                .get("/api/v1/alerts?mine=true&state=closed")
                .then()
                .body("items.enterprise", equalTo(List.of("自己的厂")))
                .body("items[0].relation", equalTo("OWNER"))
                .body("items[0].outcome", equalTo("FALSE_ALARM"))
                .body("items[0].stateLabel.en", equalTo("closed, false alarm"))
                .body("items[0].closedAt", notNullValue());
        assertThat(desk("9919", "closed")).contains("自己的厂", "已关闭，误报").doesNotContain("抄送的厂");
    }

    private String desk(String street, String section) {
        return people.as(Role.MEDIATION_LEAD, street)
                .get("/desk?lang=zh&section=" + section)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void close(UUID enterprise) throws Exception {
        String alert = people.as(Role.AUDITOR, "4403")
                .get("/api/v1/alerts?limit=200")
                .path("items.find { it.enterpriseId == '" + enterprise + "' }.id");
        String path =
                people.as(Role.AUDITOR, "4403").get("/api/v1/alerts/" + alert).path("alert.area.path");
        String street = path.split("\\.")[1];
        step(street, alert, "acknowledge", Map.of());
        step(street, alert, "contact", Map.of("how", "phone", "note", "核实无此事"));
        step(street, alert, "close", Map.of("outcome", "false_alarm", "note", "核实无此事"));
    }

    private void step(String street, String alert, String step, Map<String, String> words) {
        people.as(Role.MEDIATION_LEAD, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then()
                .statusCode(200);
    }

    @Test
    void paging_over_many_alerts_gives_each_once() {
        city.street("9911");
        UUID[] ids = IntStream.range(0, 120)
                .mapToObj(i -> {
                    UUID id = city.enterprise("9911", "企业" + i, 20 + i % 3);
                    city.observe(id, "WAG01", 20 + i % 40, city.daysAgo(1));
                    return id;
                })
                .toArray(UUID[]::new);
        city.assess(ids);

        List<String> seen = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = people.as(Role.LABOUR_OFFICER, "9911")
                    .get("/api/v1/alerts?mine=true&limit=50&cursor=" + cursor)
                    .jsonPath();
            seen.addAll(page.getList("items.enterpriseId"));
            scores.addAll(page.getList("items.score"));
            cursor = page.getString("next");
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
        assertThat(scores.get(0)).isGreaterThan(scores.get(119));

        List<String> listed = new ArrayList<>();
        String more = "";
        while (more != null) {
            JsonPath page = people.as(Role.LABOUR_OFFICER, "9911")
                    .get("/api/v1/enterprises?q=企业&limit=70&cursor=" + more)
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            more = page.getString("next");
        }
        assertThat(listed).hasSize(120).containsExactlyInAnyOrderElementsOf(seen);
    }

    @Test
    void another_area_is_out_of_reach() {
        city.street("9912");
        city.street("9913");
        UUID there = city.enterprise("9912", "那边的厂", 50);
        city.observe(there, "WAG01", 70, city.daysAgo(1));
        city.assess(there);
        String alert = people.as(Role.LABOUR_OFFICER, "9912")
                .get("/api/v1/alerts")
                .then()
                .extract()
                .path("items[0].id");

        for (String list : List.of("/api/v1/alerts", "/api/v1/alerts?area=9912", "/api/v1/enterprises?area=9912")) {
            people.as(Role.LABOUR_OFFICER, "9913")
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }
        people.as(Role.LABOUR_OFFICER, "9913")
                .get("/api/v1/posts?limit=200")
                .then()
                .body("items", hasSize(4))
                .body("items.areaCode", everyItem(equalTo("9913")))
                .body("items.find { it.kind == 'LABOUR_DUTY_OFFICER' }.holder.standIn", equalTo(true));
        people.as(Role.LABOUR_OFFICER, "9913")
                .header("Accept-Language", "en")
                .get("/api/v1/alerts/" + alert)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/outside-your-area"));
    }

    @Test
    void care_and_labour_do_not_see_each_other() {
        city.street("9914");
        UUID id = city.enterprise("9914", "两边都有", 300);
        city.observe(id, "WAG01", 45, city.daysAgo(1));
        city.observe(id, "PSY02", 35, city.daysAgo(1));
        city.assess(id);

        String care = people.as(Role.CARE_STAFF, "9914")
                .get("/api/v1/alerts?mine=true")
                .then()
                .statusCode(200)
                .body("items.dimension", equalTo(List.of("care")))
                .body("items.owner.kind", equalTo(List.of("CARE_TEAM")))
                .extract()
                .path("items[0].id");
        String labour = people.as(Role.LABOUR_OFFICE_HEAD, "9914")
                .get("/api/v1/alerts")
                .then()
                .body("items.dimension", equalTo(List.of("labour")))
                .extract()
                .path("items[0].id");
        people.as(Role.CARE_STAFF, "9914").get("/api/v1/alerts/" + care).then().statusCode(200);
        String enterprise = "/api/v1/enterprises/" + id;
        for (String refused : List.of(
                "/api/v1/alerts/" + labour,
                "/api/v1/alerts?dimension=labour",
                "/api/v1/enterprises?tier=RED",
                enterprise + "/assessments/latest?dimension=labour",
                enterprise + "/assessments?dimension=integrity")) {
            people.as(Role.CARE_STAFF, "9914")
                    .get(refused)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/dimension-not-yours"));
        }
        people.as(Role.CARE_STAFF, "9914").get(enterprise).then().body("enterprise.labour", nullValue());
        people.as(Role.CARE_STAFF, "9914")
                .get(enterprise + "/assessments/latest?dimension=care")
                .then()
                .statusCode(200)
                .body("dimension", equalTo("care"));
        for (Role role : List.of(Role.LABOUR_OFFICE_HEAD, Role.AUDITOR, Role.ADMINISTRATOR)) {
            people.as(role, "9914").get("/api/v1/alerts/" + care).then().statusCode(403);
            people.as(role, "9914").get("/api/v1/alerts?dimension=care").then().statusCode(403);
            people.as(role, "9914")
                    .get(enterprise + "/assessments/as-of?dimension=care&at=2026-01-01T00:00:00Z")
                    .then()
                    .statusCode(403);
            people.as(role, "9914")
                    .get(enterprise + "/observations")
                    .then()
                    .body("items.indicator", not(hasItem("PSY02")));
        }
        people.as(Role.LABOUR_OFFICE_HEAD, "9914")
                .get(enterprise)
                .then()
                .body("enterprise.labour.tier", notNullValue());
    }

    @Test
    void a_vacant_post_raises_an_alarm_for_those_who_answer_for_its_area() {
        city.street("9915");
        UUID id = city.enterprise("9917", "没有设岗的地方", 40);
        city.observe(id, "WAG01", 70, city.daysAgo(1));
        city.assess(id);
        people.as(Roles.ADMINISTRATOR)
                .get("/api/v1/operational-alarms?kind=UNROUTABLE&limit=200")
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("UNROUTABLE"))
                .body("items.text.zh", hasItem(containsString("值班")));
        people.as(Role.LABOUR_OFFICE_HEAD, "9915")
                .get("/api/v1/operational-alarms?kind=UNROUTABLE")
                .then()
                .body("items", empty());
    }

    @Test
    void anyone_signed_in_may_read_the_areas() {
        city.street("9916");
        people.as(Roles.METRICS_READ)
                .get("/api/v1/areas?parent=0")
                .then()
                .statusCode(200)
                .body("items.code", hasItem("4403"));
        people.as(Roles.CARE_STAFF)
                .get("/api/v1/areas/9916")
                .then()
                .body("path", equalTo("4403.9916."))
                .body("name.en", equalTo("Street 9916"));
        people.as(Roles.CARE_STAFF)
                .get("/api/v1/areas?parent=4403&level=community&limit=1")
                .then()
                .body("items", hasSize(1))
                .body("next", notNullValue());
        people.as(Roles.CARE_STAFF).get("/api/v1/areas/nowhere").then().statusCode(404);
    }
}

package org.fengqiao.response.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Posts hand alerts to each other and ask each other for help. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RequestStoryTest {
    private static final String TEN = "2026-03-02T10:00";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    UnansweredRequests unanswered;

    @Inject
    DataSource database;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void a_head_hands_an_alert_over_and_stays_responsible_until_the_lead_accepts() throws Exception {
        clock.set(at(TEN));
        String alert = alert("9601", 320);
        String lead = post("MEDIATION_LEAD", "9601");
        String clocks = rows("select step, due_at from alert_clock where alert_id = ? order by 1", alert)
                .toString();
        Map<String, Object> offer = Map.of("post", lead, "note", "贵社区更熟悉这家企业");

        step(Role.LABOUR_OFFICE_HEAD, "9601", alert, "transfers", Map.of("post", lead))
                .statusCode(400)
                .body("type", containsString("note-missing"));
        step(Role.LABOUR_OFFICE_HEAD, "9601", alert, "transfers", offer).body("changed", equalTo(true));
        step(Role.LABOUR_OFFICE_HEAD, "9601", alert, "transfers", offer).body("changed", equalTo(false));
        assertThat(owner(alert)).isEqualTo("labour-office-head.9601");
        assertThat(told(alert, "TRANSFER")).containsExactly("mediation-lead.9601");
        people.as(Role.MEDIATION_LEAD, "9601")
                .get("/api/v1/requests")
                .then()
                .statusCode(200)
                .body("alert", contains(alert))
                .body("[0].kind", equalTo("TRANSFER"))
                .body("[0].reason", equalTo("贵社区更熟悉这家企业"));

        step(Role.LABOUR_OFFICER, "9601", alert, "transfers/accept", Map.of())
                .statusCode(403)
                .body("type", containsString("not-asked"));
        step(Role.MEDIATION_LEAD, "9601", alert, "transfers/return", Map.of())
                .statusCode(400)
                .body("type", containsString("note-missing"));
        Map<String, Object> no = Map.of("note", "人手不足");
        step(Role.MEDIATION_LEAD, "9601", alert, "transfers/return", no).body("changed", equalTo(true));
        step(Role.MEDIATION_LEAD, "9601", alert, "transfers/return", no).body("changed", equalTo(false));
        assertThat(owner(alert)).isEqualTo("labour-office-head.9601");
        assertThat(told(alert, "TRANSFER_ANSWERED")).containsExactly("labour-office-head.9601");

        step(Role.LABOUR_OFFICE_HEAD, "9601", alert, "transfers", offer).body("changed", equalTo(true));
        step(Role.MEDIATION_LEAD, "9601", alert, "transfers/accept", Map.of())
                .body("changed", equalTo(true))
                .body("state", equalTo("ACKNOWLEDGED"));
        step(Role.MEDIATION_LEAD, "9601", alert, "transfers/accept", Map.of()).body("changed", equalTo(false));
        assertThat(owner(alert)).isEqualTo("mediation-lead.9601");
        assertThat(rows("select owner_post, owner_reason from alert where id = ?", alert))
                .containsExactly(lead + " TRANSFERRED");
        assertThat(rows("select step, due_at from alert_clock where alert_id = ? order by 1", alert)
                        .toString())
                .as("clocks go on")
                .isEqualTo(clocks);
        people.as(Role.AUDITOR, "9601")
                .get("/api/v1/alerts/" + alert + "/requests")
                .then()
                .body("state", contains("ACCEPTED", "RETURNED"))
                .body("answer", contains(null, "人手不足"));
        people.as(Role.MEDIATION_LEAD, "9601").get("/api/v1/requests").then().body("", empty());
    }

    @Test
    void an_alert_is_offered_to_one_fit_post_at_a_time() throws Exception {
        clock.set(at(TEN));
        String alert = alert("9602", 320);
        city.street("9603");
        String lead = post("MEDIATION_LEAD", "9602");
        for (var unfit : Map.of(
                        post("MEDIATION_LEAD", "9603"), "post-elsewhere",
                        post("CARE_TEAM", "9602"), "post-elsewhere",
                        post("LABOUR_OFFICE_HEAD", "9602"), "post-owns-it",
                        UUID.randomUUID().toString(), "post-unknown")
                .entrySet()) {
            step(Role.LABOUR_OFFICE_HEAD, "9602", alert, "transfers", Map.of("post", unfit.getKey(), "note", "请办"))
                    .body("type", containsString(unfit.getValue()));
        }
        step(Role.LABOUR_OFFICE_HEAD, "9602", alert, "transfers", Map.of("post", lead, "note", "请办"))
                .statusCode(200);
        step(
                        Role.LABOUR_OFFICER,
                        "9602",
                        alert,
                        "transfers",
                        Map.of("post", post("LABOUR_DUTY_OFFICER", "9602"), "note", "我来"))
                .statusCode(409)
                .body("type", containsString("transfer-open"));
        step(Role.MEDIATION_LEAD, "9602", alert, "transfers/withdraw", Map.of())
                .statusCode(403)
                .body("type", containsString("not-yours-to-withdraw"));
        step(Role.LABOUR_OFFICE_HEAD, "9602", alert, "transfers/withdraw", Map.of())
                .statusCode(200);
        step(Role.MEDIATION_LEAD, "9602", alert, "transfers/accept", Map.of())
                .statusCode(409)
                .body("type", containsString("request-ended"));
        assertThat(told(alert, "TRANSFER")).as("it was not sent yet").isEmpty();
        assertThat(events(alert)).contains("TRANSFER_OFFERED", "TRANSFER_WITHDRAWN");
    }

    @Test
    void an_offer_that_nobody_answers_climbs_past_its_giver_to_the_top_and_once_a_level() throws Exception {
        clock.set(at(TEN));
        String alert = alert("9604", 320, 45);
        step(
                        Role.LABOUR_OFFICE_HEAD,
                        "9604",
                        alert,
                        "transfers",
                        Map.of("post", post("MEDIATION_LEAD", "9604"), "note", "请办"))
                .statusCode(200);
        unanswered.runDue(at("2026-03-02T10:14"));
        assertThat(events(alert)).doesNotContain("REQUEST_ESCALATED");
        Callable<Integer> node = () -> unanswered.runDue(at("2026-03-02T10:15"));
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var done : nodes.invokeAll(List.of(node, node))) done.get();
        } finally {
            nodes.shutdown();
        }
        assertThat(climbs(alert)).isEqualTo(1);
        assertThat(owner(alert)).isEqualTo("labour-office-head.9604");
        for (int hour = 11; hour < 20; hour++) unanswered.runDue(at("2026-03-02T" + hour + ":00"));
        int top = climbs(alert);
        unanswered.runDue(at("2026-03-09T10:00"));
        assertThat(climbs(alert)).as("it never loops").isEqualTo(top);
        assertThat(rows("""
                        select cardinality(climbed_to), cleared_at is null from alert_request r
                        join operational_alarm o on o.subject = r.id::text where alert_id = ?""", alert)).containsExactly(top + " t");

        step(Role.MEDIATION_LEAD, "9604", alert, "transfers/accept", Map.of()).statusCode(200);
        assertThat(rows("""
                        select cleared_at is null from alert_request r
                        join operational_alarm o on o.subject = r.id::text where alert_id = ?""", alert)).containsExactly("f");
        unanswered.runDue(at("2026-04-09T10:00"));
        assertThat(climbs(alert)).isEqualTo(top);
    }

    @Test
    void an_alert_that_gets_another_owner_is_offered_by_nobody_any_more() throws Exception {
        clock.set(at(TEN));
        String alert = alert("9605", 150);
        assertThat(owner(alert)).isEqualTo("mediation-lead.9605");
        String desk = post("LABOUR_DUTY_OFFICER", "9605");
        people.as(Role.LABOUR_OFFICER, "9605");
        step(Role.MEDIATION_LEAD, "9605", alert, "transfers", Map.of("post", desk, "note", "请办"))
                .statusCode(200);
        new SqlQuery(
                        "update alert set owner_post = ?, owner_username = 'labour-office-head.9605' where id = ? returning id",
                        UUID.fromString(post("LABOUR_OFFICE_HEAD", "9605")),
                        UUID.fromString(alert))
                .list(database, row -> null);
        people.as(Role.LABOUR_OFFICER, "9605").get("/api/v1/requests").then().body("", empty());
        step(Role.LABOUR_OFFICER, "9605", alert, "transfers/accept", Map.of())
                .statusCode(409)
                .body("type", containsString("transfer-lapsed"));
        unanswered.runDue(at("2026-03-06T10:00"));
        assertThat(rows("select state from alert_request where alert_id = ?", alert))
                .containsExactly("LAPSED");
        assertThat(climbs(alert)).isZero();
    }

    @Test
    void the_asked_office_answers_in_time_or_it_climbs_to_the_post_above() throws Exception {
        clock.set(at(TEN));
        String alert = alert("9606", 150);
        String head = post("LABOUR_OFFICE_HEAD", "9606");
        Map<String, Object> call = Map.of(
                "post",
                head,
                "note",
                "请派监察员一同到场",
                "dueAt",
                at("2026-03-02T12:00").toString());
        step(Role.MEDIATION_LEAD, "9606", alert, "assistance-requests", Map.of("post", head, "note", "请派监察员"))
                .statusCode(400)
                .body("type", containsString("due-unusable"));
        step(Role.MEDIATION_LEAD, "9606", alert, "assistance-requests", call).body("changed", equalTo(true));
        step(Role.MEDIATION_LEAD, "9606", alert, "assistance-requests", call).body("changed", equalTo(false));
        assertThat(told(alert, "ASSISTANCE")).containsExactly("labour-office-head.9606");
        String request =
                rows("select id from alert_request where alert_id = ?", alert).get(0);
        assertThat(owner(alert)).as("the alert stays with its owner").isEqualTo("mediation-lead.9606");

        unanswered.runDue(at("2026-03-02T12:00"));
        assertThat(climbs(alert)).isEqualTo(1);
        assertThat(told(alert, "ASSISTANCE"))
                .as("the post above hears, and the asked one is reminded")
                .hasSize(3);
        step(Role.LABOUR_OFFICER, "9606", alert, "assistance-requests/" + request + "/answer", Map.of("note", "去了"))
                .statusCode(403);
        Map<String, Object> done = Map.of("note", "监察员已到场，企业签了支付计划");
        step(Role.LABOUR_OFFICE_HEAD, "9606", alert, "assistance-requests/" + request + "/answer", done)
                .body("changed", equalTo(true));
        step(Role.LABOUR_OFFICE_HEAD, "9606", alert, "assistance-requests/" + request + "/answer", done)
                .body("changed", equalTo(false));
        assertThat(told(alert, "ASSISTANCE_ANSWERED")).containsExactly("mediation-lead.9606");
        unanswered.runDue(at("2026-03-03T12:00"));
        assertThat(climbs(alert)).isEqualTo(1);

        clock.set(at("2026-03-02T13:00"));
        Map<String, Object> more = Map.of(
                "post", head, "note", "再来一次", "dueAt", at("2026-03-03T12:00").toString());
        step(Role.MEDIATION_LEAD, "9606", alert, "assistance-requests", more).statusCode(200);
        String second = rows("select id from alert_request where alert_id = ? and state = 'OPEN'", alert)
                .get(0);
        step(Role.MEDIATION_LEAD, "9606", alert, "assistance-requests/" + second + "/withdraw", Map.of())
                .statusCode(200);
        people.as(Role.MEDIATION_LEAD, "9606")
                .get("/api/v1/alerts/" + alert + "/requests")
                .then()
                .body("", hasSize(2))
                .body("state", contains("WITHDRAWN", "ANSWERED"))
                .body("[1].climbedTo", hasSize(1))
                .body("[0].answer", nullValue());
    }

    private String alert(String street, int staff) {
        return alert(street, staff, 20);
    }

    /** Yellow for 20 days of arrears, red for 45. */
    private String alert(String street, int staff, int days) {
        city.street(street);
        people.as(Role.MEDIATION_LEAD, street);
        UUID firm = city.enterprise(street, "红星制衣厂" + street, staff);
        city.observe(firm, "WAG01", days, city.daysAgo(2));
        if (days > 30) city.observe(firm, "WAG02", 35, city.daysAgo(2));
        city.assess(firm);
        return rows("select id from alert where closed_at is null and enterprise_id = ?", firm.toString())
                .get(0);
    }

    private ValidatableResponse step(Role role, String street, String alert, String step, Map<String, Object> words) {
        return people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then();
    }

    private String post(String kind, String street) {
        return new SqlQuery("select id from post where kind = ? and area_code = ?", kind, street)
                .list(database, row -> row.getString(1))
                .get(0);
    }

    private String owner(String alert) {
        return rows("select owner_username from alert where id = ?", alert).get(0);
    }

    private List<String> events(String alert) {
        return rows("select event from alert_event where alert_id = ? order by id", alert);
    }

    private int climbs(String alert) {
        return (int) events(alert).stream().filter("REQUEST_ESCALATED"::equals).count();
    }

    private List<String> told(String alert, String kind) {
        return rows(
                "select username from notification where alert_id = ? and kind = '" + kind + "' order by made_at, id",
                alert);
    }

    /** Each row as one text. */
    private List<String> rows(String sql, String id) {
        return new SqlQuery(sql, UUID.fromString(id)).list(database, RequestStoryTest::cells);
    }

    private static String cells(java.sql.ResultSet row) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(row.getString(i));
        return String.join(" ", cells);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Time.CITY).toInstant();
    }
}

package org.fengqiao.response.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.suppression.SuppressionJob;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.notification.NotificationDelivery;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What officers do besides the steps of one alert: take back, raise by hand, act on many, look before they silence. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OfficerStepsStoryTest {
    private static final Instant TEN =
            LocalDateTime.parse("2026-03-02T10:00").atZone(Time.CITY).toInstant();

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    NotificationDelivery delivery;

    @Inject
    SuppressionJob suppression;

    @Inject
    DataSource database;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void an_acknowledgement_taken_back_within_ten_seconds_leaves_the_alert_as_it_was() {
        clock.set(TEN);
        String alert = alert(firm("9611", "红星制衣厂", 320, 45));
        List<String> before = clocks(alert);
        // the head hears of what the lead did only when it stands
        step(Role.MEDIATION_LEAD, "9611", alert, "acknowledge", Map.of()).body("state", equalTo("ACKNOWLEDGED"));
        assertThat(told(alert, "ACKNOWLEDGED")).containsExactly("labour-office-head.9611");
        assertThat(inbox("9611")).as("nobody sees it yet").doesNotContain("ACKNOWLEDGED");
        clock.set(TEN.plusSeconds(9));
        step(Role.LABOUR_OFFICE_HEAD, "9611", alert, "acknowledge/withdraw", Map.of())
                .statusCode(403)
                .body("type", containsString("withdrawal-of-another"));
        step(Role.MEDIATION_LEAD, "9611", alert, "acknowledge/withdraw", Map.of())
                .body("state", equalTo("RAISED"))
                .body("changed", equalTo(true));
        step(Role.MEDIATION_LEAD, "9611", alert, "acknowledge/withdraw", Map.of())
                .body("changed", equalTo(false));
        assertThat(told(alert, "ACKNOWLEDGED")).isEmpty();
        assertThat(events(alert)).containsSequence("ACKNOWLEDGED", "ACKNOWLEDGEMENT_WITHDRAWN");
        assertThat(clocks(alert)).as("its clocks go on").isEqualTo(before);

        clock.set(TEN.plusSeconds(60));
        step(Role.MEDIATION_LEAD, "9611", alert, "acknowledge", Map.of()).body("changed", equalTo(true));
        clock.set(TEN.plusSeconds(70));
        step(Role.MEDIATION_LEAD, "9611", alert, "acknowledge/withdraw", Map.of())
                .statusCode(409)
                .body("type", containsString("withdrawal-too-late"));
        assertThat(inbox("9611")).as("it stands, so its owner hears of it").contains("ACKNOWLEDGED");
    }

    @Test
    void what_an_acknowledgement_makes_pointless_waits_until_it_stands() {
        clock.set(TEN);
        String alert = alert(firm("9612", "红星制衣厂", 320, 45));
        step(Role.LABOUR_OFFICE_HEAD, "9612", alert, "acknowledge", Map.of()).statusCode(200);
        delivery.deliverDue(TEN.plusSeconds(5));
        assertThat(states(alert, "labour-office-head.9612")).containsOnly("WAITING");
        clock.set(TEN.plusSeconds(6));
        step(Role.LABOUR_OFFICE_HEAD, "9612", alert, "acknowledge/withdraw", Map.of())
                .statusCode(200);
        delivery.deliverDue(TEN.plusSeconds(11));
        assertThat(states(alert, "labour-office-head.9612")).containsOnly("SENT");
    }

    @Test
    void a_note_taken_back_is_an_event_and_is_read_no_more() {
        clock.set(TEN);
        String alert = alert(firm("9613", "红星制衣厂", 320, 20));
        step(Role.MEDIATION_LEAD, "9613", alert, "notes", Map.of("note", "记在别家的事"))
                .statusCode(200);
        assertThat(told(alert, "NOTED")).containsExactly("labour-office-head.9613");
        step(Role.LABOUR_OFFICE_HEAD, "9613", alert, "notes/withdraw", Map.of())
                .statusCode(409)
                .body("type", containsString("no-note-of-yours"));
        clock.set(TEN.plusSeconds(9));
        step(Role.MEDIATION_LEAD, "9613", alert, "notes/withdraw", Map.of()).body("changed", equalTo(true));
        step(Role.MEDIATION_LEAD, "9613", alert, "notes/withdraw", Map.of()).body("changed", equalTo(false));
        assertThat(told(alert, "NOTED")).isEmpty();
        String seen =
                people.as(Role.AUDITOR, "9613").get("/api/v1/alerts/" + alert).asString();
        assertThat(seen).contains("NOTE_WITHDRAWN").doesNotContain("记在别家的事");
        clock.set(TEN.plusSeconds(20));
        step(Role.MEDIATION_LEAD, "9613", alert, "notes", Map.of("note", "企业已复工"))
                .statusCode(200);
        clock.set(TEN.plusSeconds(31));
        step(Role.MEDIATION_LEAD, "9613", alert, "notes/withdraw", Map.of())
                .statusCode(409)
                .body("type", containsString("withdrawal-too-late"));
        assertThat(inbox("9613")).contains("NOTED");
    }

    @Test
    void a_silence_is_looked_at_before_it_is_made_and_taken_back_at_once() {
        clock.set(TEN);
        UUID firm = firm("9614", "红星制衣厂", 150, 20);
        firm("9614", "蓝天电子厂", 150, 20);
        firm("9614", "大红制衣厂", 320, 45);
        String tier = rows("select tier from alert where enterprise_id = '" + firm + "'")
                .get(0);
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "reason",
                "停产检修",
                "area",
                "9614",
                "endsAt",
                TEN.plus(Duration.ofDays(7)).toString()));
        silence("preview", wanted)
                .statusCode(200)
                .body("open", equalTo(2))
                .body("openByTier", equalTo(Map.of(tier, 2)))
                .body("arrived", equalTo(2))
                .body("atLeast", equalTo(false))
                .body("refusal", nullValue());
        wanted.remove("reason");
        silence("preview", wanted).body("open", equalTo(2)).body("refusal.zh", containsString("理由"));
        wanted.put("reason", "停产检修");
        assertThat(rows("select count(*) from silence where area_path = '4403.9614.'"))
                .containsExactly("0");

        String id = silence("", wanted).statusCode(200).extract().path("id");
        assertThat(rows("select username from notification where kind = 'SILENCED' and subject_id = '" + id + "'"))
                .containsExactly("mediation-lead.9614");
        firm("9614", "新来的厂", 150, 20);
        clock.set(TEN.plusSeconds(9));
        silence(id + "/withdraw", Map.of()).body("withdrawnAt", notNullValue()).body("inForce", equalTo(false));
        silence(id + "/withdraw", Map.of()).statusCode(200);
        assertThat(rows("select count(*) from notification where subject_id = '" + id + "'"))
                .containsExactly("0");
        suppression.runDue(TEN.plusSeconds(20));
        assertThat(rows("select count(*) from alert_suppression where silence_id = '" + id + "' and ended_at is null"))
                .as("what it held is told")
                .containsExactly("0");
        clock.set(TEN.plusSeconds(60));
        wanted.remove("area");
        wanted.put("enterprise", firm.toString());
        String other = silence("", wanted).statusCode(200).extract().path("id");
        clock.set(TEN.plusSeconds(71));
        silence(other + "/withdraw", Map.of()).statusCode(409).body("type", containsString("withdrawal-too-late"));
    }

    @Test
    void an_officer_raises_an_alert_from_what_was_seen_and_it_joins_the_open_one() {
        clock.set(TEN);
        city.street("9615");
        UUID firm = city.enterprise("9615", "静悄悄的厂", 320);
        Map<String, Object> seen = Map.of("enterprise", firm.toString(), "tier", "orange", "note", "十几名工人在门口聚集");
        raise(Role.INFORMATION_OFFICER, "9615", Map.of("enterprise", firm.toString(), "tier", "orange"))
                .statusCode(400)
                .body("type", containsString("note-missing"));
        raise(Role.INFORMATION_OFFICER, "9615", Map.of("enterprise", firm.toString(), "tier", "green", "note", "没事"))
                .statusCode(400)
                .body("type", containsString("tier-without-alert"));
        raise(Role.INFORMATION_OFFICER, "9615", seen).body("changed", equalTo(true));
        raise(Role.INFORMATION_OFFICER, "9615", seen).body("changed", equalTo(false));
        String alert = alert(firm);
        assertThat(rows("select tier, state, owner_username, lead_rule from alert where id = '" + alert + "'"))
                .as("routed as others are, and no rule has the credit")
                .containsExactly("ORANGE RAISED labour-office-head.9615 null");
        assertThat(told(alert, "RAISED")).contains("labour-office-head.9615");
        assertThat(rows("select count(*) > 0 from alert_clock where alert_id = '" + alert + "'"))
                .containsExactly("t");
        people.as(Role.LABOUR_OFFICE_HEAD, "9615")
                .get("/api/v1/alerts/" + alert)
                .then()
                .body("alert.why.zh", containsString("现场所见"))
                .body("events.event", hasItems("RAISED", "RAISED_BY_HAND"))
                .body(
                        "events.find { it.event == 'RAISED_BY_HAND' }.text.zh",
                        containsString("据现场所见提出橙色预警。“十几名工人在门口聚集”"));

        city.assess(firm);
        assertThat(rows("select tier, state from alert where id = '" + alert + "'"))
                .as("the rules find nothing, and take nothing back")
                .containsExactly("ORANGE RAISED");
        step(Role.LABOUR_OFFICE_HEAD, "9615", alert, "acknowledge", Map.of()).statusCode(200);
        raise(Role.LABOUR_OFFICER, "9615", Map.of("enterprise", firm.toString(), "tier", "yellow", "note", "又有三人来问"))
                .body("alert", equalTo(alert))
                .body("state", equalTo("ACKNOWLEDGED"));
        assertThat(told(alert, "NOTED")).containsExactly("labour-office-head.9615");
        raise(Role.LABOUR_OFFICER, "9615", Map.of("enterprise", firm.toString(), "tier", "red", "note", "道路被堵"))
                .body("alert", equalTo(alert))
                .body("state", equalTo("RAISED"));
        assertThat(rows("select tier, episode from alert where id = '" + alert + "'"))
                .containsExactly("RED 1");
        raise(Role.MEDIATION_LEAD, "9611", seen).statusCode(403).body("type", containsString("outside-your-area"));
    }

    @Test
    void several_alerts_are_acknowledged_noted_and_handed_over_and_one_refused_stops_no_other() {
        clock.set(TEN);
        String first = alert(firm("9616", "一厂", 320, 20));
        String second = alert(firm("9616", "二厂", 320, 20));
        String elsewhere = alert(firm("9617", "别处的厂", 320, 20));
        String unknown = UUID.randomUUID().toString();
        List<String> all = List.of(first, elsewhere, unknown, "nonsense", second, first);
        bulk("acknowledge", Map.of("alerts", all))
                .statusCode(207)
                .body("", hasSize(5))
                .body("status", equalTo(List.of(200, 403, 404, 400, 200)))
                .body("[0].result.state", equalTo("ACKNOWLEDGED"))
                .body("[0].problem", nullValue())
                .body("[1].problem.type", containsString("outside-your-area"))
                .body("[1].problem.detail", not(containsString("null")))
                .body("[3].problem.type", containsString("id-malformed"));
        bulk("notes", Map.of("alerts", List.of(first, second), "note", "今天一并走访"))
                .body("result.changed", equalTo(List.of(true, true)));
        bulk("notes", Map.of("alerts", List.of(first, second), "note", "今天一并走访"))
                .body("result.changed", equalTo(List.of(false, false)));
        bulk("notes", Map.of("alerts", List.of(first, second)))
                .body("status", equalTo(List.of(400, 400)))
                .body("[0].problem.type", containsString("note-missing"));
        String lead = rows("select id from post where kind = 'MEDIATION_LEAD' and area_code = '9616'")
                .get(0);
        people.as(Role.MEDIATION_LEAD, "9616");
        bulk("transfers", Map.of("alerts", List.of(first, second), "post", lead, "note", "请社区跟进"))
                .body("status", equalTo(List.of(200, 200)));
        people.as(Role.MEDIATION_LEAD, "9616").get("/api/v1/requests").then().body("", hasSize(2));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) many.add(UUID.randomUUID().toString());
        bulk("acknowledge", Map.of("alerts", many)).statusCode(400).body("type", containsString("alerts-missing"));
        bulk("acknowledge", Map.of()).statusCode(400);
    }

    /** Yellow for 20 days of arrears, red for 45. */
    private UUID firm(String street, String name, int staff, int days) {
        city.street(street);
        for (Role role : List.of(Role.LABOUR_OFFICE_HEAD, Role.MEDIATION_LEAD)) people.as(role, street);
        UUID firm = city.enterprise(street, name, staff);
        city.observe(firm, "WAG01", days, city.daysAgo(2));
        if (days > 30) city.observe(firm, "WAG02", 35, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private List<String> clocks(String alert) {
        return rows("select step, state, due_at from alert_clock where alert_id = '" + alert + "' order by step");
    }

    private String alert(UUID firm) {
        return rows("select id from alert where closed_at is null and dimension = 'labour' and enterprise_id = '" + firm
                        + "'")
                .get(0);
    }

    private ValidatableResponse step(Role role, String street, String alert, String step, Map<String, Object> words) {
        return post(role, street, "/api/v1/alerts/" + alert + "/" + step, words);
    }

    private ValidatableResponse raise(Role role, String street, Map<String, Object> seen) {
        return post(role, street, "/api/v1/alerts", seen);
    }

    private ValidatableResponse bulk(String step, Map<String, Object> words) {
        return post(Role.LABOUR_OFFICE_HEAD, "9616", "/api/v1/alerts/bulk/" + step, words);
    }

    private ValidatableResponse silence(String path, Map<String, Object> words) {
        return post(Role.LABOUR_OFFICE_HEAD, "9614", "/api/v1/silences" + (path.isEmpty() ? "" : "/" + path), words);
    }

    private ValidatableResponse post(Role role, String street, String path, Map<String, Object> words) {
        return people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post(path)
                .then();
    }

    private List<String> inbox(String street) {
        return people.as(Role.LABOUR_OFFICE_HEAD, street)
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .extract()
                .path("kind");
    }

    private List<String> events(String alert) {
        return rows("select event from alert_event where alert_id = '" + alert + "' order by id");
    }

    private List<String> told(String alert, String kind) {
        return rows("select username from notification where alert_id = '" + alert + "' and kind = '" + kind
                + "' order by made_at, id");
    }

    private List<String> states(String alert, String username) {
        return rows("select state from notification where kind = 'RAISED' and alert_id = '" + alert
                + "' and username = '" + username + "'");
    }

    /** Each row as one text, null as "null". */
    private List<String> rows(String sql) {
        return new SqlQuery(sql).list(database, OfficerStepsStoryTest::cells);
    }

    private static String cells(ResultSet row) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(String.valueOf(row.getString(i)));
        return String.join(" ", cells);
    }
}

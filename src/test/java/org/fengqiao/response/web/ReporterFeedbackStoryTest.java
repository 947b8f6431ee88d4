package org.fengqiao.response.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever reports hears what came of it, once, and nobody learns from that who reported. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReporterFeedbackStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    DataSource database;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void a_reporter_hears_once_what_came_of_the_report_and_stays_unknown() throws Exception {
        UUID firm = firm("9983");
        String alert = openAlert(firm);
        report("9983", firm);
        mine("9983").body("items[0].outcome", equalTo("IN_HAND"));
        clock.pass(Duration.ofHours(5));
        close("9983", alert, Role.LABOUR_OFFICER);

        assertThat(told("information-officer.9983"))
                .as("about no alert and no post")
                .containsExactly("null null null GREEN");
        people.as(Role.INFORMATION_OFFICER, "9983")
                .get("/api/v1/notifications")
                .then()
                .body("find { it.kind == 'OUTCOME' }.why.zh", containsString("风险已化解"))
                .body("find { it.kind == 'OUTCOME' }.why.zh", not(containsString("电子厂")))
                .body("find { it.kind == 'OUTCOME' }.why.en", containsString("the risk was averted"));
        mine("9983")
                .body("items[0].outcome", equalTo("AVERTED"))
                .body("items[0].endedAt", notNullValue())
                .body("items[0].indicator", equalTo("OPS07"));
        for (String path : List.of("/api/v1/alerts/" + alert, "/api/v1/alerts/" + alert + "/notifications")) {
            String seen = people.as(Role.LABOUR_OFFICE_HEAD, "9983").get(path).asString();
            assertThat(seen).doesNotContain("OUTCOME").doesNotContain("information-officer.9983");
        }
        people.as(Role.LABOUR_OFFICER, "9983").get("/api/v1/my-reports").then().body("items", empty());

        // the fact comes back, and is closed again: he has said nothing new
        clock.pass(Duration.ofDays(2));
        city.observe(firm, "WAG01", 10, clock.instant());
        city.assess(firm);
        assertThat(rows("select state from alert where id = '" + alert + "'")).containsExactly("RAISED");
        close("9983", alert, Role.LABOUR_OFFICER);
        assertThat(told("information-officer.9983")).hasSize(1);
    }

    @Test
    void employees_of_the_enterprise_and_the_closer_get_no_feedback() throws Exception {
        UUID firm = firm("9984");
        String alert = openAlert(firm);
        report("9984", firm);
        people.as(Role.LABOUR_OFFICE_HEAD, "9984")
                .put("/api/v1/enterprises/" + firm + "/affiliations/employed_by/information-officer.9984")
                .then()
                .statusCode(200);
        people.as(Role.LABOUR_OFFICER, "9984")
                .contentType("application/json")
                .body(Map.of(
                        "enterpriseId",
                        firm.toString(),
                        "indicator",
                        "OPS07",
                        "value",
                        2,
                        "kind",
                        "AUTHORITY",
                        "occurredOn",
                        today()))
                .post("/api/v1/observations")
                .then()
                .statusCode(201);
        clock.pass(Duration.ofHours(5));
        close("9984", alert, Role.LABOUR_OFFICER);

        assertThat(told("information-officer.9984")).isEmpty();
        assertThat(told("labour-officer.9984")).isEmpty();
        mine("9984").body("items[0].outcome", equalTo("NOT_TOLD")).body("items[0].endedAt", nullValue());
    }

    private UUID firm(String street) {
        city.street(street);
        UUID firm = city.enterprise(street, "有人报告的电子厂", 40);
        city.observe(firm, "WAG01", 7, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private String openAlert(UUID firm) throws SQLException {
        return rows("select id from alert where closed_at is null and enterprise_id = '" + firm + "'")
                .get(0);
    }

    private void report(String street, UUID firm) {
        clock.pass(Duration.ofHours(1));
        people.as(Role.INFORMATION_OFFICER, street)
                .contentType("application/json")
                .body(Map.of("enterpriseId", firm.toString(), "indicator", "OPS07", "value", 1, "occurredOn", today()))
                .post("/api/v1/observations")
                .then()
                .statusCode(201);
    }

    private String today() {
        return clock.instant().toString().substring(0, 10);
    }

    private ValidatableResponse mine(String street) {
        return people.as(Role.INFORMATION_OFFICER, street)
                .get("/api/v1/my-reports")
                .then()
                .statusCode(200);
    }

    private void close(String street, String alert, Role role) {
        List<String> proof = List.of(Uploads.pdf(people.as(role, street)));
        step(street, alert, role, "acknowledge", Map.of());
        step(street, alert, role, "contact", Map.of("how", "on_site", "note", "工资已发"));
        step(street, alert, role, "plan", Map.of("note", "工资已发"));
        step(street, alert, role, "close", Map.of("outcome", "averted", "note", "工资已发", "attachments", proof));
    }

    private void step(String street, String alert, Role role, String step, Map<String, Object> words) {
        people.as(role, street)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then()
                .statusCode(200);
    }

    private List<String> told(String username) throws SQLException {
        return rows("select alert_id, post_id, passed_from, tier from notification where kind = 'OUTCOME'"
                + " and username = '" + username + "'");
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(row.getString(i));
                found.add(String.join(" ", cells.stream().map(String::valueOf).toList()));
            }
        }
        return found;
    }
}

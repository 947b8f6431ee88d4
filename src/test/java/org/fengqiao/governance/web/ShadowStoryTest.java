package org.fengqiao.governance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.ProvokesErrors;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A draft runs beside the live release for a while: it is compared, changes nothing, and may even fail. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = true)
@ProvokesErrors("violates check constraint \"broken\"")
class ShadowStoryTest {
    private static final String STREET = "9970";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    DataSource database;

    @Inject
    MovableClock clock;

    @Test
    void the_shadow_sees_live_traffic_and_its_failure_leaves_the_live_release_untouched() throws Exception {
        city.street(STREET);
        UUID firm = city.enterprise(STREET, "影子厂", 60);
        city.observe(firm, "WAG01", 7, city.daysAgo(1));
        // points fade, so that the same is assessed again and again the clock stands still
        clock.set(clock.instant());
        city.assess(firm);
        String live = written();
        String draft = editor().body(Map.of("title", "beside"))
                .post("/api/v1/rules/drafts")
                .path("id");
        editor().body(Map.of("file", "tables/wag.csv", "row", "WAG01-1", "column", "from", "seen", "6", "value", "11"))
                .post("/api/v1/rules/drafts/" + draft + "/cells")
                .then()
                .statusCode(204);
        String shadow = "/api/v1/rules/drafts/" + draft + "/trials/shadow";
        editor().get(shadow).then().statusCode(404);
        editor().body(Map.of("endsAt", clock.instant().minusSeconds(1).toString()))
                .post(shadow)
                .then()
                .statusCode(400);
        Map<String, String> untilTomorrow =
                Map.of("endsAt", clock.instant().plus(Duration.ofDays(1)).toString());
        editor().body(untilTomorrow).post(shadow).then().statusCode(202);
        editor().body(untilTomorrow)
                .post(shadow)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/shadow-running"));

        until(firm, shadow, "differing");
        editor().get(shadow)
                .then()
                .body("tiers.labour.BLUE.GREY", greaterThan(0))
                .body("failed", equalTo(0))
                .body("differences[0].enterprise", equalTo(firm.toString()))
                .body("differences[0].rulesLive", hasItem("WAG01-1"))
                .body("differences[0].rulesDraft", not(hasItem("WAG01-1")));
        people.as(Role.POLICY_EDITOR, "4403").get(shadow).then().body("differences", hasSize(1));
        assertThat(tier(firm)).isEqualTo("BLUE");
        assertThat(written()).isEqualTo(live);

        execute("alter table shadow_count add constraint broken check (assessed < 0) not valid");
        until(firm, shadow, "failed");
        execute("alter table shadow_count drop constraint broken");
        assertThat(tier(firm)).isEqualTo("BLUE");
        assertThat(written()).isEqualTo(live);
        editor().get(shadow).then().body("lastFailure", containsString("database"));

        editor().post(shadow + "/stop").then().statusCode(204);
        editor().get(shadow).then().body("stoppedAt", notNullValue());
        editor().post(shadow + "/stop").then().statusCode(404);
    }

    /** The draft is compiled aside first, so it sees only what is assessed after that. */
    private void until(UUID firm, String shadow, String figure) {
        Eventually.until("the shadow has seen something: " + figure, () -> {
            city.assess(firm);
            return editor().get(shadow).<Number>path(figure).longValue() > 0;
        });
    }

    /** All that assessing and alerting write. */
    private String written() throws Exception {
        String sql = Stream.of(
                        "assessment", "assessment_history", "alert", "alert_event", "alert_clock", "notification")
                .map(table -> "select '" + table + "' || t::text as x from " + table + " t")
                .collect(
                        Collectors.joining(" union all ", "select string_agg(x, '|' order by x) from (", ") all_rows"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @AfterEach
    void the_clock_goes_on() {
        clock.reset();
    }

    private RequestSpecification editor() {
        return people.as(Role.POLICY_EDITOR, STREET).contentType("application/json");
    }

    private String tier(UUID firm) {
        return people.as(Role.AUDITOR, STREET)
                .get("/api/v1/enterprises/" + firm + "/assessments/latest")
                .path("tier");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

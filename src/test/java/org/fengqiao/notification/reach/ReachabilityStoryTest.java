package org.fengqiao.notification.reach;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.registry.post.PostStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who cannot be told today: without an account, with a wrong one, silent for weeks, away for weeks, or not there at all. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReachabilityStoryTest {
    @Inject
    CityFixture city;

    @Inject
    PostStore posts;

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    ReachabilityAlarms alarms;

    @Inject
    MovableClock clock;

    @Inject
    DataSource database;

    @AfterEach
    void time_is_put_back() {
        clock.reset();
    }

    @Test
    void an_alarm_stands_until_the_holder_has_an_account_that_fits() {
        street("9952");
        assertThat(alarm("9952")).contains("union.9952 没有可登录的账号，请开设账号（角色 trade-union，辖区 9952）", "通知现在无人可收");
        accounts.open(account("union.9952", Role.TRADE_UNION, "4403"), People.PASSWORD);
        assertThat(alarm("9952")).isNull();
        new SqlQuery("update account set area_path = '4403.9953.' where username = 'union.9952' returning 1")
                .list(database, row -> null);
        assertThat(alarm("9952")).contains("看不到这里的预警");
        new SqlQuery("update account set area_path = '4403.', roles = 'care-staff' where username = 'union.9952'"
                        + " returning 1")
                .list(database, row -> null);
        assertThat(alarm("9952")).contains("看不到这里的预警");
    }

    @Test
    void whoever_has_no_channel_has_to_come_now_and_then() {
        street("9936");
        accounts.open(account("union.9936", Role.TRADE_UNION, "9936"), People.PASSWORD);
        clock.pass(Duration.ofDays(13));
        assertThat(alarm("9936")).isNull();
        clock.pass(Duration.ofDays(2));
        assertThat(alarm("9936")).contains("很久没有登录");
        signIn("union.9936").get("/api/v1/notifications").then().statusCode(200);
        assertThat(alarm("9936")).isNull();
        clock.pass(Duration.ofDays(15));
        assertThat(alarm("9936")).contains("很久没有登录");
        signIn("union.9936")
                .contentType("application/json")
                .body(Map.of("channels", List.of(Map.of("type", "SMS", "address", "13912345678"))))
                .put("/api/v1/me/notification-settings")
                .then()
                .statusCode(200)
                .body("channels[0].address", equalTo("139****5678"))
                .body("channels[0].leastTier", equalTo("RED"));
        clock.pass(Duration.ofDays(15));
        assertThat(alarm("9936"))
                .as("a gateway that is not set takes no message")
                .contains("很久没有登录");
    }

    @Test
    void a_holder_who_is_away_for_weeks_and_a_post_without_anybody_are_alarms() {
        street("9937");
        accounts.open(account("union.9937", Role.TRADE_UNION, "9937"), People.PASSWORD);
        Instant now = clock.instant();
        signIn("union.9937")
                .contentType("application/json")
                .body(Map.of(
                        "username",
                        "union.9937",
                        "from",
                        now.toString(),
                        "to",
                        now.plus(Duration.ofDays(60)).toString(),
                        "reason",
                        "病假"))
                .post("/api/v1/absences")
                .then()
                .statusCode(201);
        clock.pass(Duration.ofDays(1));
        assertThat(alarm("9937")).as("nobody stands in").contains("无人任职");
        clock.pass(Duration.ofDays(14));
        assertThat(alarm("9937")).contains("缺勤已久");
    }

    @Test
    void a_head_sees_the_posts_of_their_area_and_no_others() {
        street("9938");
        street("9939");
        List<String> areas = people.as(Role.SUBDISTRICT_LEADER, "9938")
                .get("/api/v1/unreachable-posts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.areaCode");
        assertThat(Set.copyOf(areas)).containsExactly("9938");
        List<String> alarmed = people.as(Role.SUBDISTRICT_LEADER, "9938")
                .get("/api/v1/operational-alarms?kind=POST_UNREACHABLE")
                .then()
                .extract()
                .jsonPath()
                .getList("items.subject");
        assertThat(alarmed).allMatch(subject -> subject.endsWith("@4403.9938."));
    }

    private void street(String code) {
        city.street(code);
        posts.importCsv(
                new ByteArrayInputStream(
                        ("kind,area_code,zh,en,username\nTRADE_UNION," + code + ",工会,Union,union." + code)
                                .getBytes(StandardCharsets.UTF_8)),
                LocalDate.parse("2026-02-01"));
    }

    /** What the open alarm about the union of a street says; null when there is none. */
    private String alarm(String code) {
        alarms.refresh(clock.instant());
        return new SqlQuery(
                        "select a.zh from operational_alarm a join post p on starts_with(a.subject, p.id::text)"
                                + " where a.kind = 'POST_UNREACHABLE' and a.cleared_at is null and p.kind = 'TRADE_UNION'"
                                + " and p.area_code = ?",
                        code)
                .first(database, row -> row.getString(1))
                .orElse(null);
    }

    private static Accounts.NewAccount account(String username, Role role, String area) {
        return new Accounts.NewAccount(username, username, Set.of(role), area);
    }

    private static RequestSpecification signIn(String username) {
        return given().auth().preemptive().basic(username, People.PASSWORD);
    }
}

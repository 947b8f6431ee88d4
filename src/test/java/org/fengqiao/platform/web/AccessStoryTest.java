package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.AreaPaths;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How people and systems get in, and how they are kept out. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessStoryTest {
    @Inject
    People people;

    @Inject
    Accounts accounts;

    @Inject
    EntityManager entities;

    @Inject
    MovableClock clock;

    @AfterEach
    void the_clock_goes_on() {
        clock.reset();
    }

    @Test
    void an_administrator_opens_an_account_whose_owner_must_first_change_the_password() {
        String username = "officer-" + UUID.randomUUID();
        String oneTime = people.as(Roles.ADMINISTRATOR)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username", username, "displayName", "李", "roles", Set.of("administrator"), "areaCode", "0"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("oneTimePassword");

        basic(username, oneTime).get("/api/v1/me").then().statusCode(200).body("oneTimePassword", is(true));
        basic(username, oneTime)
                .header("Accept-Language", "en")
                .get("/api/v1/accounts")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/one-time-password"))
                .body("detail", containsString("/api/v1/me/password"));
        basic(username, oneTime).get("/q/metrics").then().statusCode(403);
        change(username, oneTime, "short").then().statusCode(400).body("type", equalTo("/problems/password-length"));
        change(username, oneTime, "my own long password").then().statusCode(204);
        basic(username, oneTime).get("/api/v1/me").then().statusCode(401);
        basic(username, "my own long password")
                .get("/api/v1/accounts")
                .then()
                .statusCode(200)
                .body("username", hasItem(username));
    }

    @Test
    void a_disabled_account_is_locked_out_at_once_open_sessions_included() {
        String username = open(Role.ADMINISTRATOR);
        String session = signIn(username, People.PASSWORD).cookie("fengqiao");
        given().cookie("fengqiao", session).get("/api/v1/me").then().statusCode(200);
        basic(username, People.PASSWORD).get("/api/v1/me").then().statusCode(200);

        people.as(Roles.ADMINISTRATOR)
                .delete("/api/v1/accounts/" + username)
                .then()
                .statusCode(204);

        given().cookie("fengqiao", session).get("/api/v1/me").then().statusCode(401);
        basic(username, People.PASSWORD).get("/api/v1/me").then().statusCode(401);
        assertThat(signIn(username, People.PASSWORD).header("Location")).contains("/login?error");
    }

    @Test
    void five_wrong_passwords_make_the_right_one_wait() {
        String username = open(Role.LABOUR_OFFICER);
        clock.set(clock.instant());
        for (int i = 0; i < 5; i++) {
            basic(username, "wrong").get("/api/v1/me").then().statusCode(401);
        }
        basic(username, People.PASSWORD)
                .header("Accept-Language", "en")
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/sign-in-failed"))
                .body("detail", containsString("minute"));
    }

    @Test
    void a_key_is_shown_once_and_ends_by_revocation_or_time() {
        Map<String, Object> wanted =
                Map.of("name", "credit-bureau", "scopes", Set.of(Roles.METRICS_READ), "areaCode", "0", "validDays", 30);
        Response issued = people.as(Roles.ADMINISTRATOR)
                .contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/v1/api-keys");
        issued.then().statusCode(201).body("key", startsWith("fqk_"));
        String key = issued.path("key");
        String id = issued.path("id");
        bearer(key).get("/api/v1/me").then().statusCode(200).body("system", is(true));
        bearer(key).get("/q/metrics").then().statusCode(200);
        people.as(Roles.ADMINISTRATOR)
                .get("/api/v1/api-keys")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + id + "' }", not(hasKey("key")))
                .body("find { it.id == '" + id + "' }", not(hasKey("keyHash")));

        people.as(Roles.ADMINISTRATOR).delete("/api/v1/api-keys/" + id).then().statusCode(204);
        bearer(key).get("/api/v1/me").then().statusCode(401);

        bearer(people.key(Roles.METRICS_READ, Duration.ofSeconds(-1)).key())
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        bearer("fqk_made-up").get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void a_key_cannot_have_the_role_of_a_person() {
        people.as(Roles.ADMINISTRATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "odd", "scopes", Set.of("administrator"), "areaCode", "0", "validDays", 1))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/scope-unknown"));
    }

    @Test
    void a_person_signs_in_and_out_by_the_page() {
        String username = open(Role.LABOUR_OFFICER);
        given().redirects()
                .follow(false)
                .get("/password")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/login"));
        given().header("Accept-Language", "zh-CN")
                .get("/login")
                .then()
                .statusCode(200)
                .body(containsString("用户名"));
        given().header("Accept-Language", "en-GB").get("/login").then().body(containsString("User name"));
        given().get("/login?lang=en&error=1").then().body(containsString("Wrong user name"));

        Response signedIn = signIn(username, People.PASSWORD);
        signedIn.then().statusCode(302).header("Location", not(containsString("/login")));
        assertThat(signedIn.headers().getValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("fengqiao=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict"));
        Response out = given().cookie("fengqiao", signedIn.cookie("fengqiao"))
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .post("/logout");
        out.then().statusCode(303).header("Location", endsWith("/login"));
        assertThat(out.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.contains("Max-Age=0"));
    }

    @Test
    void a_person_with_a_one_time_password_is_led_to_the_page_that_changes_it() {
        String username = "page-" + UUID.randomUUID();
        String oneTime =
                accounts.open(new Accounts.NewAccount(username, username, Set.of(Role.LABOUR_OFFICER), AreaPaths.ROOT));
        String session = signIn(username, oneTime).cookie("fengqiao");
        given().cookie("fengqiao", session)
                .get("/password")
                .then()
                .statusCode(200)
                .body(containsString(username));
        changeByPage(session, oneTime, "short").then().statusCode(400).body(containsString("12"));
        changeByPage(session, oneTime, "a password of my own").then().statusCode(303);
        given().cookie("fengqiao", session).get("/api/v1/me").then().body("oneTimePassword", is(false));
    }

    @Test
    void a_change_sent_by_another_site_is_refused() {
        String session = signIn(open(Role.LABOUR_OFFICER), People.PASSWORD).cookie("fengqiao");
        Map<String, String> body = Map.of("current", "x", "fresh", "y");
        for (Map<String, String> from : new Map[] {
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of()
        }) {
            given().cookie("fengqiao", session)
                    .headers(from)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v1/me/password")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/other-origin"));
        }
        given().cookie("fengqiao", session)
                .header("Origin", "http://localhost:" + RestAssured.port)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/me/password")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/current-password-wrong"));
        given().header("Origin", "https://evil.example")
                .formParam("j_username", "x")
                .formParam("j_password", "y")
                .post("/j_security_check")
                .then()
                .statusCode(403);
    }

    @Test
    void attempts_are_in_the_audit_trail_and_no_password_is() {
        String username = open(Role.LABOUR_OFFICER);
        basic(username, People.PASSWORD).get("/api/v1/me?lang=secret").then().statusCode(200);
        basic(username, People.PASSWORD)
                .delete("/api/v1/accounts/somebody")
                .then()
                .statusCode(403);
        people.as(Roles.AUDITOR)
                .get("/api/v1/audit?actor=" + username)
                .then()
                .statusCode(200)
                .body("entries.action", equalTo(List.of("DELETE /api/v1/accounts/{username}", "GET /api/v1/me")))
                .body("entries[0].subject", equalTo("somebody"))
                .body("entries[0].detail", equalTo("403"));
        people.as(Roles.AUDITOR)
                .get("/api/v1/audit?subject=" + username + "&limit=1")
                .then()
                .body("entries[0].action", equalTo("account-opened"))
                .body("next", notNullValue());
    }

    @Test
    void an_administrator_of_a_district_reaches_only_it() {
        area("990001", "9900.990001.");
        area("990002", "9900.990002.");
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        accounts.open(
                new Accounts.NewAccount(elsewhere, elsewhere, Set.of(Role.LABOUR_OFFICER), "990002"), People.PASSWORD);
        people.as(Role.ADMINISTRATOR, "990001")
                .get("/api/v1/accounts")
                .then()
                .statusCode(200)
                .body("areaCode", everyItem(equalTo("990001")));
        people.as(Role.ADMINISTRATOR, "990001")
                .header("Accept-Language", "en")
                .delete("/api/v1/accounts/" + elsewhere)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/outside-your-area"))
                .body("detail", containsString("990001"))
                .body("zh", containsString("辖区"));
        people.as(Role.ADMINISTRATOR, "990001")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "sly", "scopes", Set.of(Roles.METRICS_READ), "areaCode", "0", "validDays", 1))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/outside-your-area"));
        people.as(Role.AUDITOR, "990001").get("/api/v1/audit").then().statusCode(403);
    }

    private void area(String code, String path) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("insert into area (id, code, level, zh, en, path, valid_from)"
                                + " values (?, ?, 'DISTRICT', ?, ?, ?, date '2020-01-01')")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, code)
                        .setParameter(3, code)
                        .setParameter(4, code)
                        .setParameter(5, path)
                        .executeUpdate());
    }

    private String open(Role role) {
        String username = role.key() + "-" + UUID.randomUUID();
        accounts.open(new Accounts.NewAccount(username, username, Set.of(role), AreaPaths.ROOT), People.PASSWORD);
        return username;
    }

    private static Response signIn(String username, String password) {
        return given().formParam("j_username", username)
                .formParam("j_password", password)
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .post("/j_security_check");
    }

    private static Response changeByPage(String session, String current, String fresh) {
        return given().cookie("fengqiao", session)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("current", current)
                .formParam("fresh", fresh)
                .redirects()
                .follow(false)
                .post("/password");
    }

    private static Response change(String username, String current, String fresh) {
        return basic(username, current)
                .contentType(ContentType.JSON)
                .body(Map.of("current", current, "fresh", fresh))
                .post("/api/v1/me/password");
    }

    private static RequestSpecification basic(String username, String password) {
        return given().auth().preemptive().basic(username, password);
    }

    private static RequestSpecification bearer(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}

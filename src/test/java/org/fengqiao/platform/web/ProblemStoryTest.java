package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Roles;
import org.junit.jupiter.api.Test;

/** Errors tell a program their kind and a person, in their language, what to do. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProblemStoryTest {
    @Inject
    People people;

    @Test
    void a_problem_is_in_the_callers_language_and_carries_both() {
        given().get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", notNullValue())
                .body("type", equalTo("/problems/sign-in-needed"))
                .body("title", equalTo("需要登录"))
                .body("status", equalTo(401))
                .body("instance", equalTo("/api/v1/me"))
                .body("detail", containsString("登录"))
                .body("en", containsString("Sign in"));
        given().header("Accept-Language", "fr, en;q=0.8")
                .get("/api/v1/me")
                .then()
                .body("title", equalTo("Not signed in"))
                .body("zh", containsString("登录"));
    }

    @Test
    void wrong_values_are_named_field_by_field_in_both_languages() {
        post("{\"name\":\"x\",\"scopes\":[],\"areaCode\":\"0\",\"validDays\":999}")
                .post("/api/v1/api-keys")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-values"))
                .body("errors.field", hasItems("name", "scopes", "validDays"))
                .body("errors.find { it.field == 'validDays' }.en", containsString("366"))
                .body("errors.find { it.field == 'validDays' }.zh", not(containsString("must")));
    }

    @Test
    void malformed_json_is_refused_with_its_place() {
        post("{\"name\": ")
                .post("/api/v1/api-keys")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/malformed-json"));
        post("{\"validDays\": \"many\"}")
                .post("/api/v1/api-keys")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/malformed-json"))
                .body("en", containsString("validDays"))
                .body("en", not(containsString("many")));
    }

    @Test
    void a_wrong_address_method_or_format_are_told_apart() {
        people.as(Roles.ADMINISTRATOR)
                .get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        people.as(Roles.ADMINISTRATOR)
                .put("/api/v1/accounts")
                .then()
                .statusCode(405)
                .body("type", equalTo("/problems/method-not-allowed"));
        people.as(Roles.ADMINISTRATOR)
                .contentType("text/csv")
                .body("a,b")
                .post("/api/v1/accounts")
                .then()
                .statusCode(415)
                .body("type", equalTo("/problems/unsupported-media-type"));
        people.as(Roles.ADMINISTRATOR)
                .delete("/api/v1/accounts/nobody")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/account-unknown"));
        given().get("/no-such-page").then().statusCode(404).contentType(ContentType.HTML);
    }

    @Test
    void a_body_beyond_the_limit_is_not_read() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String head = "POST /api/v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 21000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void every_answer_carries_the_headers_that_protect_a_browser() {
        given().get("/login")
                .then()
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("same-origin"));
        given().get("/api/v1/me").then().header("Cache-Control", containsString("no-store"));
    }

    private RequestSpecification post(String body) {
        return people.as(Roles.ADMINISTRATOR).contentType(ContentType.JSON).body(body);
    }
}

package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.fengqiao.platform.AsInstalled;
import org.fengqiao.platform.database.TestDatabase;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Somebody whom the identity provider of the organisation vouches for, by a token checked with its public key. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(AsInstalled.class)
class OidcStoryTest {
    @Test
    void has_the_roles_and_the_area_of_the_token() throws JoseException {
        as(List.of("auditor", "clerk"), "0")
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("username", equalTo("wang"))
                .body("roles", containsInAnyOrder("auditor", "clerk", "labour-officer"))
                .body("areaPath", equalTo(""));
        as(List.of("auditor"), "0").get("/api/v1/audit").then().statusCode(200);
        as(List.of("auditor"), "0").get("/api/v1/accounts").then().statusCode(403);
    }

    @Test
    void sees_nothing_without_an_area() throws JoseException {
        as(List.of("auditor"), null).get("/api/v1/me").then().statusCode(200).body("areaPath", nullValue());
        as(List.of("auditor"), null)
                .get("/api/v1/audit")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/no-area"));
    }

    @Test
    void cannot_claim_the_scope_of_a_system() throws JoseException {
        as(List.of("scope:metrics.read"), "0").get("/q/metrics").then().statusCode(403);
    }

    @Test
    void is_refused_with_a_token_of_another_key() throws JoseException {
        given().header(
                        "Authorization",
                        "Bearer " + IdentityProvider.token(RsaJwkGenerator.generateJwk(2048), List.of("auditor"), "0"))
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/sign-in-failed"));
    }

    private static RequestSpecification as(List<String> roles, String area) throws JoseException {
        return given().header("Authorization", "Bearer " + IdentityProvider.token(roles, area));
    }
}

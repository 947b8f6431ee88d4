package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.database.TestDatabase;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Somebody whom the identity provider of the organisation vouches for, by a token checked with its public key. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(OidcStoryTest.ByPublicKey.class)
class OidcStoryTest {
    private static final String KEY = "fengqiao.test.oidc.key";

    public static class ByPublicKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.application-type", "service",
                    "quarkus.oidc.public-key", RsaKeyUtil.pemEncode(key().getPublicKey()),
                    "quarkus.http.auth.roles-mapping.clerk", "labour-officer");
        }
    }

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
        given().header("Authorization", "Bearer " + token(RsaJwkGenerator.generateJwk(2048), List.of("auditor"), "0"))
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/sign-in-failed"));
    }

    private static RequestSpecification as(List<String> roles, String area) throws JoseException {
        return given().header("Authorization", "Bearer " + token(key(), roles, area));
    }

    private static String token(RsaJsonWebKey key, List<String> roles, String area) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("1");
        claims.setStringClaim("upn", "wang");
        claims.setStringListClaim("groups", roles);
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        if (area != null) {
            claims.setStringClaim("fengqiao_area", area);
        }
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signed.getCompactSerialization();
    }

    /** One for all class loaders: the profile is asked in another than the test. */
    private static RsaJsonWebKey key() {
        synchronized (System.getProperties()) {
            try {
                String known = System.getProperty(KEY);
                if (known == null) {
                    RsaJsonWebKey fresh = RsaJwkGenerator.generateJwk(2048);
                    known = fresh.toJson(RsaJsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
                    System.setProperty(KEY, known);
                }
                return (RsaJsonWebKey) org.jose4j.jwk.JsonWebKey.Factory.newJwk(known);
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

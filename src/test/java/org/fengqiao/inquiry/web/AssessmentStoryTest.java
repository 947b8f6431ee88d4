package org.fengqiao.inquiry.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** What can be asked about one enterprise, now and of the past, and what a wrong question is answered. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AssessmentStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Test
    void as_of_gives_what_was_known_then() {
        city.street("9920");
        UUID id = city.enterprise("9920", "从前的厂", 60);
        city.observe(id, "WAG01", 20, city.daysAgo(20));
        city.observe(id, "WAG01", 70, city.daysAgo(2));
        city.assess(id);
        String enterprise = "/api/v1/enterprises/" + id;

        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/assessments/as-of?at=" + city.daysAgo(10))
                .then()
                .statusCode(200)
                .body("findings.rule", hasItem("WAG01-2"))
                .body("findings.find { it.rule == 'WAG01-2' }.facts.value", contains(20f))
                .body("findings.find { it.rule == 'WAG01-2' }.facts[0].observations", hasSize(1));
        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/assessments/as-of?at=" + city.daysAgo(1))
                .then()
                .body("findings.rule", hasItem("WAG01-4"));
        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/assessments/latest")
                .then()
                .statusCode(200)
                .body("dimension", equalTo("labour"))
                .body("release", notNullValue())
                .body("headcount", equalTo(60))
                .body("completeness", greaterThan(0f))
                .body("reason.zh", containsString("70天"))
                .body("findings[0].reason.en", notNullValue())
                .body("findings[0].legalBasis", notNullValue())
                .body("findings[0].facts.value", contains(70f))
                .body("findings[0].facts.unit", contains("day"))
                .body("findings[0].facts.ageDays", contains(2))
                .body("findings[0].facts[0].observations.kindName.en", hasSize(1));
        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/assessments?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("items[0].findings[0].facts.value", contains(70f))
                .body("items[0].findings[0].facts[0].observations", hasSize(0))
                .body("next", nullValue());
        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/observations?limit=1")
                .then()
                .body("items.value", equalTo(List.of(70f)))
                .body("items.retracted", equalTo(List.of(false)))
                .body("items[0].indicatorName.en", containsString("overdue"))
                .body("next", notNullValue());
        people.as(Role.AUDITOR, "9920")
                .get(enterprise + "/observations")
                .then()
                .body("items.retracted", equalTo(List.of(false, true)))
                .body("items[1].retractedAt", notNullValue());
        people.as(Role.AUDITOR, "9920")
                .get(enterprise)
                .then()
                .body("headcount.heads", equalTo(60))
                .body("headcount.conflict", equalTo(false))
                .body("headcount.readings[0].source", equalTo("SI"))
                .body("identifiers[0].scheme", equalTo("TEST"))
                .body("enterprise.labour.score", greaterThan(0f));
    }

    @Test
    void a_system_reads_integrity_and_never_a_risk_tier() {
        city.street("9921");
        UUID id = city.enterprise("9921", "被查询的厂", 60);
        city.observe(id, "WAG01", 70, city.daysAgo(2));
        city.observe(id, "CMP05", 1, city.daysAgo(2), "决〔2026〕1号");
        city.assess(id);
        String assessments = "/api/v1/enterprises/" + id + "/assessments";
        people.as(Roles.ASSESSMENTS_READ)
                .get(assessments + "/latest?dimension=integrity")
                .then()
                .statusCode(200)
                .body("dimension", equalTo("integrity"))
                .body("findings[0].facts.indicator", contains("CMP05"))
                .body("findings[0].facts.value", contains(nullValue()))
                .body("findings[0].points", nullValue())
                .body("tier", nullValue())
                .body("score", nullValue());
        for (String closed : List.of("", "/as-of?at=2026-01-01T00:00:00Z")) {
            people.as(Roles.ASSESSMENTS_READ).get(assessments + closed).then().statusCode(403);
        }
        for (String refused : List.of("/latest", "/latest?dimension=care")) {
            people.as(Roles.ASSESSMENTS_READ)
                    .header("Accept-Language", "en")
                    .get(assessments + refused)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/risk-not-disclosed"))
                    .body("detail", containsString("dimension=integrity"));
        }
        people.as(Roles.ENTERPRISES_READ)
                .get("/api/v1/enterprises?q=被查询")
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("被查询的厂"))
                .body("items[0].labour", nullValue());
        people.as(Roles.ENTERPRISES_READ)
                .get("/api/v1/enterprises?tier=RED")
                .then()
                .statusCode(403);
    }

    @Test
    void a_wrong_request_is_answered_with_what_to_correct() {
        UUID id = city.enterprise("9922", "厂", 60);
        String enterprise = "/api/v1/enterprises/" + id;
        problem("/api/v1/enterprises/not-an-id", 400, "id-malformed");
        problem("/api/v1/alerts/1-1-1-1-1", 400, "id-malformed");
        problem("/api/v1/alerts?post=x", 400, "id-malformed");
        problem("/api/v1/posts/x", 400, "id-malformed");
        problem("/api/v1/alerts?limit=0", 400, "invalid-values");
        problem("/api/v1/enterprises?limit=1000", 400, "invalid-values");
        problem("/api/v1/alerts?cursor=x", 400, "cursor-malformed");
        problem("/api/v1/enterprises?cursor=fHw", 400, "cursor-malformed");
        problem("/api/v1/alerts?tier=PINK", 400, "tier-unknown");
        problem("/api/v1/alerts?area=nowhere", 404, "area-unknown");
        problem("/api/v1/posts?kind=king", 400, "kind-unknown");
        problem(enterprise + "/assessments/latest?dimension=weather", 400, "dimension-unknown");
        problem(enterprise + "/assessments?before=yesterday", 400, "time-malformed");
        problem(enterprise + "/assessments/as-of?at=2026-13-01", 400, "time-malformed");
        problem(enterprise + "/assessments/as-of", 400, "as-of-not-past");
        problem(enterprise + "/assessments/as-of?at=2999-01-01T00:00:00%2B08:00", 400, "as-of-not-past");
        problem(enterprise + "/assessments/latest?dimension=integrity", 404, "assessment-none");
        problem("/api/v1/enterprises/" + UUID.randomUUID(), 404, "enterprise-unknown");
        problem("/api/v1/alerts/" + UUID.randomUUID(), 404, "alert-unknown");
    }

    private void problem(String address, int status, String code) {
        people.as(Roles.ADMINISTRATOR)
                .urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + code))
                .body("zh", notNullValue())
                .body("en", not(equalTo("")));
    }
}

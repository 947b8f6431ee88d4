package org.fengqiao.mediation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** A mediator works on the cases that are theirs, and learns nothing of the others in the same street. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MediatorAccessStoryTest {
    private static final String STREET = "9942";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    DataSource database;

    @Test
    void a_mediator_works_on_their_own_cases_and_learns_nothing_of_others() {
        city.street(STREET);
        UUID own = mediation("mediator." + STREET);
        UUID other = mediation("somebody.else");
        List<String> listed = mediator()
                .get("/api/v1/mediation-cases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
        assertThat(listed).contains(own.toString()).doesNotContain(other.toString());
        for (String path : List.of("/api/v1/mediation-cases/", "/mediation-cases/")) {
            mediator().get(path + own).then().statusCode(200);
            mediator().get(path + other).then().statusCode(403);
        }
        mediator()
                .contentType("application/json")
                .body(Map.of("party", "a", "will", "WILLING"))
                .post("/api/v1/mediation-cases/" + other + "/will")
                .then()
                .statusCode(403)
                .body("type", containsString("not-your-case"))
                .body("en", containsString("ask the community mediation lead"));
        mediator()
                .contentType("application/json")
                .body(Map.of("party", "nobody", "will", "WILLING"))
                .post("/api/v1/mediation-cases/" + own + "/will")
                .then()
                .statusCode(400);
        List<String> leads = people.as(Role.MEDIATION_LEAD, STREET)
                .get("/api/v1/mediation-cases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
        assertThat(leads).contains(own.toString(), other.toString());
    }

    private RequestSpecification mediator() {
        return people.as(Role.MEDIATOR, STREET);
    }

    private UUID mediation(String mediator) {
        UUID firm = city.enterprise(STREET, "厂" + mediator, 40);
        city.observe(firm, "WAG01", 7, city.daysAgo(2));
        city.assess(firm);
        String alert = new SqlQuery("select id from alert where enterprise_id = ? and dimension = 'labour'", firm)
                .first(database, row -> row.getString(1))
                .orElseThrow();
        String opened = people.as(Role.MEDIATION_LEAD, STREET)
                .contentType("application/json")
                .body(Map.of(
                        "kind", "WAGES", "parties", List.of(party("REF-1", "APPLICANT"), party("REF-2", "RESPONDENT"))))
                .post("/api/v1/alerts/" + alert + "/mediation-cases")
                .then()
                .extract()
                .jsonPath()
                .getString("id");
        SqlQuery named = new SqlQuery(
                "update mediation_case set mediator = ? where id = ? returning 1", mediator, UUID.fromString(opened));
        assertThat(named.first(database, row -> row.getInt(1))).isPresent();
        return UUID.fromString(opened);
    }

    private static Map<String, String> party(String reference, String side) {
        return Map.of("ref", reference, "side", side, "sourceSystem", "case system");
    }
}

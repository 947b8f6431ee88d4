package org.fengqiao.inquiry.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** My alerts in a browser. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertPageStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Test
    void anyone_not_signed_in_is_sent_to_the_login() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", endsWith("/login"));
    }

    @Test
    void an_officer_reads_the_list_and_opens_one() {
        city.street("9930");
        UUID id = city.enterprise("9930", "<b>页面</b>厂", 320);
        city.observe(id, "WAG01", 45, city.daysAgo(3));
        city.observe(id, "WAG02", 35, city.daysAgo(3));
        city.assess(id);
        String page = people.as(Role.LABOUR_OFFICE_HEAD, "9930")
                .get("/?lang=en")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .body(containsString("My alerts"))
                .body(containsString("&lt;b&gt;页面&lt;/b&gt;厂"))
                .body(not(containsString("<b>页面")))
                .body(not(containsString("<script")))
                .body(not(containsString("style=")))
                .body(containsString("320 employees"))
                .body(containsString("Head of the labour office"))
                .body(containsString("Acknowledge"))
                .extract()
                .asString();
        String link = page.replaceAll("(?s).*href=\"(/alerts/[0-9a-f-]+).*", "$1");
        people.as(Role.LABOUR_OFFICE_HEAD, "9930")
                .get(link + "?lang=en")
                .then()
                .statusCode(200)
                .body(containsString("H-WAG02-MAJOR"))
                .body(containsString("R-RED-300"))
                .body(containsString("within 24 hours"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9930")
                .get(link)
                .then()
                .body(containsString("为什么是我"))
                .body(containsString("签收"));
        people.as(Role.CARE_STAFF, "9930").get(link).then().statusCode(403);
        people.as(Role.CARE_STAFF, "9930").get("/").then().statusCode(200).body(not(containsString("页面")));
    }

    @Test
    void an_empty_list_says_what_that_means() {
        city.street("9931");
        people.as(Role.MEDIATION_LEAD, "9931").get("/").then().statusCode(200).body(containsString("现在没有需要处理的预警"));
        people.as(Roles.POLICY_EDITOR)
                .get("/?lang=en")
                .then()
                .statusCode(200)
                .body(containsString("do not look at alerts"));
    }

    @Test
    void the_list_is_paged_and_can_be_narrowed_to_a_tier() {
        city.street("9932");
        UUID[] ids = IntStream.range(0, 53)
                .mapToObj(i -> {
                    UUID id = city.enterprise("9932", "长单" + i, 20);
                    city.observe(id, "WAG01", i == 0 ? 70 : 20, city.daysAgo(1));
                    return id;
                })
                .toArray(UUID[]::new);
        city.assess(ids);
        String first = people.as(Role.AUDITOR, "9932").get("/").asString();
        assertThat(first).contains("您没有担任岗位", "长单0<", "下一页");
        String next = first.replaceAll("(?s).*href=\"(/\\?[^\"]*cursor=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        String second = people.as(Role.AUDITOR, "9932").get(next).asString();
        assertThat(second).doesNotContain("下一页");
        assertThat(second.split("class=\"name\"", -1)).hasSize(4);
        people.as(Role.AUDITOR, "9932").get("/?tier=RED").then().body(not(containsString("长单1<")));
    }
}

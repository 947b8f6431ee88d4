package org.fengqiao.pages.desk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** What officers see and do on their desk, with and without scripts; PagesBrowserTest opens it in a browser. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeskStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Test
    void anyone_not_signed_in_is_sent_to_the_login() {
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", endsWith("/login"));
        given().redirects().follow(false).get("/desk").then().statusCode(302).header("Location", endsWith("/login"));
    }

    @Test
    void everybody_starts_at_the_first_of_their_pages() {
        city.street("9931");
        people.as(Role.MEDIATION_LEAD, "9931")
                .redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/desk"));
        people.as(Roles.POLICY_EDITOR)
                .get("/?lang=en")
                .then()
                .statusCode(200)
                .body(containsString("no pages for your roles"));
        people.as(Role.MEDIATION_LEAD, "9931")
                .get("/desk?section=mine")
                .then()
                .statusCode(200)
                .body(containsString("现在没有需要处理的预警"));
    }

    @Test
    void every_page_carries_the_policy_and_is_not_kept() {
        given().get("/login")
                .then()
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Cache-Control", "no-store");
        given().get("/assets/fengqiao.css").then().statusCode(200).header("Cache-Control", containsString("max-age"));
        given().get("/webjars/htmx.org/dist/htmx.min.js").then().statusCode(200);
        given().get("/webjars/picocss__pico/css/pico.min.css").then().statusCode(200);
    }

    @Test
    void the_language_is_remembered() {
        String chosen = given().get("/login?lang=en")
                .then()
                .body(containsString("Sign in"))
                .extract()
                .cookie("fengqiao-lang");
        given().cookie("fengqiao-lang", chosen).get("/login").then().body(containsString("Sign in"));
        given().cookie("fengqiao-lang", chosen).get("/login?lang=zh").then().body(containsString("用户名"));
    }

    @Test
    void an_officer_reads_the_list_and_opens_one() {
        String alert = alert("9930", "页面<b>厂</b>");
        String page = head("9930")
                .get("/desk?section=mine&lang=en&open=" + alert)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .body(containsString("页面&lt;b&gt;厂"))
                .body(not(containsString("页面<b>")))
                .body(not(containsString("style=")))
                .body(containsString("320 employees"))
                .body(containsString("Head of the labour office"))
                .body(containsString("Acknowledge"))
                .extract()
                .asString();
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\bsrc=)").contains("id=\"row-" + alert + "\"");
        head("9930")
                .get("/alerts/" + alert)
                .then()
                .body(containsString("为什么是我"))
                .body(containsString("签收"));
        people.as(Role.CARE_STAFF, "9930").get("/alerts/" + alert).then().statusCode(403);
        people.as(Role.CARE_STAFF, "9930").get("/desk").then().statusCode(200).body(not(containsString("页面&lt;")));
    }

    @Test
    void without_scripts_a_step_leads_back_to_the_desk_and_says_what_was_done() {
        String alert = alert("9933", "无脚本厂");
        String desk = "/desk?section=mine&open=" + alert;
        step("9933", "ACKNOWLEDGE")
                .formParam("back", desk)
                .post("/alerts/" + alert)
                .then()
                .statusCode(303)
                .header("Location", endsWith(desk + "&done=acknowledge"));
        head("9933").get(desk + "&done=acknowledge").then().body(containsString("已签收。"));
        step("9933", "CONTACT")
                .formParam("back", "https://example.org/")
                .formParam("note", "电话约定周五补发")
                .post("/alerts/" + alert)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/alerts/" + alert + "?done=contact"));
    }

    @Test
    void a_refused_step_says_why_at_its_field_and_keeps_what_was_typed() {
        String alert = alert("9934", "退回厂");
        step("9934", "ACKNOWLEDGE").post("/alerts/" + alert).then().statusCode(303);
        step("9934", "CONTACT")
                .formParam("how", "on_site")
                .post("/alerts/" + alert)
                .then()
                .statusCode(400)
                .body(containsString("aria-invalid=\"true\""))
                .body(containsString("value=\"on_site\" checked"));
        step("9934", "CONTACT")
                .formParam("note", "上门")
                .post("/alerts/" + alert)
                .then()
                .statusCode(303);
        step("9934", "CLOSE")
                .formParam("outcome", "happened")
                .formParam("note", "已经<协商>")
                .post("/alerts/" + alert)
                .then()
                .statusCode(400)
                .body(containsString("value=\"happened\" checked"))
                .body(containsString("已经&lt;协商&gt;"))
                .body(containsString("id=\"file-fault-CLOSE\""));
    }

    @Test
    void in_place_a_step_changes_the_pane_the_row_and_the_counts() {
        String alert = alert("9935", "就地厂");
        String answer = step("9935", "ACKNOWLEDGE")
                .header("HX-Request", "true")
                .formParam("back", "/desk?section=mine&open=" + alert)
                .post("/alerts/" + alert)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer)
                .doesNotContain("<html")
                .contains(
                        "<article class=\"alert\"",
                        "id=\"row-" + alert + "\"",
                        "hx-swap-oob=\"true\"",
                        "id=\"sections\"",
                        "已签收");
    }

    @Test
    void what_somebody_else_did_meanwhile_is_shown_and_not_overwritten() {
        String alert = alert("9936", "两人厂");
        String seen = seen(head("9936").get("/alerts/" + alert));
        people.as(Role.LABOUR_OFFICER, "9936")
                .formParam("step", "ACKNOWLEDGE")
                .post("/alerts/" + alert)
                .then();
        step("9936", "NOTE")
                .formParam("seen", seen)
                .formParam("note", "我也去看看")
                .post("/alerts/" + alert)
                .then()
                .statusCode(409)
                .body(containsString("别人已经办了下面的事"))
                .body(containsString("我也去看看"));
        head("9936").get("/api/v1/alerts/" + alert).then().body(not(containsString("我也去看看")));
        step("9936", "NOTE")
                .formParam("seen", seen(head("9936").get("/alerts/" + alert)))
                .formParam("note", "我也去看看")
                .post("/alerts/" + alert)
                .then()
                .statusCode(303);
    }

    @Test
    void steps_that_may_not_be_taken_are_not_offered_and_those_that_come_later_say_why() {
        String alert = alert("9937", "旁观厂");
        people.as(Role.AUDITOR, "9937")
                .get("/alerts/" + alert)
                .then()
                .statusCode(200)
                .body(not(containsString("<textarea")));
        people.as(Role.AUDITOR, "9937")
                .formParam("step", "NOTE")
                .post("/alerts/" + alert)
                .then()
                .statusCode(403);
        head("9937").get("/alerts/" + alert).then().body(containsString("请先"));
        step("9937", "CONFIRM").post("/alerts/" + alert).then().statusCode(400);
    }

    @Test
    void the_list_is_paged_and_can_be_narrowed() {
        city.street("9932");
        UUID[] ids = IntStream.range(0, 53)
                .mapToObj(i -> {
                    UUID id = city.enterprise("9932", "长单" + i, 20);
                    city.observe(id, "WAG01", i == 0 ? 70 : 20, city.daysAgo(1));
                    return id;
                })
                .toArray(UUID[]::new);
        city.assess(ids);
        String first = people.as(Role.AUDITOR, "9932").get("/desk?section=mine").asString();
        assertThat(first).contains("辖区全部", "长单0<", "共 53 条", "page=2");
        String second =
                people.as(Role.AUDITOR, "9932").get("/desk?section=mine&page=2").asString();
        assertThat(second).contains("第 51–53 条").doesNotContain("page=3");
        assertThat(second.split("class=\"name\"", -1)).hasSize(4);
        people.as(Role.AUDITOR, "9932")
                .get("/desk?section=mine&tier=RED")
                .then()
                .body(not(containsString("长单1<")));
        people.as(Role.AUDITOR, "9932")
                .get("/desk?section=mine&q=单17")
                .then()
                .body(containsString("长单17<"))
                .body(not(containsString("长单1<")));
        people.as(Role.AUDITOR, "9932")
                .get("/desk?section=mine&q=100%25")
                .then()
                .body(containsString("没有符合条件的预警"));
        people.as(Role.AUDITOR, "9932").get("/desk?section=nowhere").then().statusCode(400);
    }

    private String alert(String street, String name) {
        city.street(street);
        UUID id = city.enterprise(street, name, 320);
        city.observe(id, "WAG01", 45, city.daysAgo(3));
        city.observe(id, "WAG02", 35, city.daysAgo(3));
        city.assess(id);
        return head(street).get("/api/v1/alerts?mine=true").path("items[0].id");
    }

    private RequestSpecification head(String street) {
        return people.as(Role.LABOUR_OFFICE_HEAD, street);
    }

    private RequestSpecification step(String street, String step) {
        return head(street)
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("step", step);
    }

    private static String seen(Response page) {
        return page.asString().replaceAll("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
    }
}

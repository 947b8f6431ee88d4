package org.fengqiao.governance.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** Two editors write a draft at the same time, and an approver who has written a part of one may not approve it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DraftStoryTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String WAGES = "tables/wag.csv";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    Accounts accounts;

    private RequestSpecification lin() {
        return people.as(Role.POLICY_EDITOR, "9961").contentType("application/json");
    }

    private RequestSpecification wu() {
        return people.as(Role.POLICY_EDITOR, "9962").contentType("application/json");
    }

    private RequestSpecification approver() {
        return people.as(Role.POLICY_APPROVER, "9961").contentType("application/json");
    }

    /** Somebody whom no role keeps from approving, only having written a part. */
    private RequestSpecification editorAndApprover() {
        if (!accounts.exists("both"))
            accounts.open(
                    new Accounts.NewAccount("both", "both", Set.of(Role.POLICY_EDITOR, Role.POLICY_APPROVER), "9961"),
                    People.PASSWORD);
        return given().auth().preemptive().basic("both", People.PASSWORD).contentType("application/json");
    }

    private String draft(String title) {
        city.street("9961");
        city.street("9962");
        return lin().body(Map.of("title", title))
                .post("/api/v1/rules/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, String> cell(String row, String column, String seen, String value) {
        return Map.of("file", WAGES, "row", row, "column", column, "seen", seen, "value", value);
    }

    private static ValidatableResponse edit(RequestSpecification who, String draft, Map<String, String> cell) {
        return who.body(cell).post("/api/v1/rules/drafts/" + draft + "/cells").then();
    }

    @Test
    void when_two_change_one_cell_the_second_is_refused_and_nothing_is_overwritten() {
        String draft = draft("two editors");
        edit(lin(), draft, cell("WAG01-2", "points", "20", "22")).statusCode(204);
        edit(wu(), draft, cell("WAG01-2", "points", "20", "25"))
                .statusCode(409)
                .body("type", equalTo("/problems/changed-meanwhile"))
                .body("en", containsString("policy-editor.9961"))
                .body("en", containsString("points = 22"))
                .body("zh", containsString("没有保存"));
        edit(wu(), draft, cell("WAG01-2", "owner", "劳动关系科", "监察科")).statusCode(204);
        edit(wu(), draft, cell("WAG01-2", "points", "22", "25")).statusCode(204);

        lin().get("/api/v1/rules/drafts/" + draft + "/table?file=" + WAGES)
                .then()
                .body("rows.find { it.id == 'WAG01-2' }.cells.points", equalTo("25"))
                .body("rows.find { it.id == 'WAG01-2' }.cells.owner", equalTo("监察科"));
        lin().get("/api/v1/rules/drafts/" + draft)
                .then()
                .body("authors", hasItems("policy-editor.9961", "policy-editor.9962"));
        lin().get("/api/v1/rules/drafts/" + draft + "/log")
                .then()
                .body("[1].username", equalTo("policy-editor.9961"))
                .body("[1].before", equalTo("20"))
                .body("[1].after", equalTo("22"))
                .body("[3].before", equalTo("22"));
    }

    @Test
    void rows_are_added_ended_and_removed_and_only_their_lines_change() {
        String draft = draft("rows");
        String address = "/api/v1/rules/drafts/" + draft;
        String before = lin().get(address + "/text?file=" + WAGES).path("text");
        Map<String, String> row =
                lin().get(address + "/table?file=" + WAGES).path("rows.find { it.id == 'WAG01-4' }.cells");
        lin().body(Map.of("file", WAGES, "row", "WAG01-4", "seen", "", "lastDay", "2026-12-31"))
                .post(address + "/rows/end")
                .then()
                .statusCode(204);
        Map<String, String> next = new HashMap<>(row);
        next.put("id", "WAG01-4B");
        next.put("valid_from", "2027-01-01");
        next.put("reason_zh", "工资已逾期{value}天，\"超过\"60天。");
        lin().body(Map.of("file", WAGES, "cells", next))
                .post(address + "/rows")
                .then()
                .statusCode(201)
                .body("row", equalTo("WAG01-4B"));
        lin().body(Map.of("file", WAGES, "cells", next))
                .post(address + "/rows")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/row-exists"));
        lin().body(Map.of("file", WAGES, "row", "WAG01-4B", "seen", Map.of("id", "WAG01-4B")))
                .post(address + "/rows/remove")
                .then()
                .statusCode(409);
        lin().body(Map.of("file", WAGES, "row", "WAG01-4B", "seen", next))
                .post(address + "/rows/remove")
                .then()
                .statusCode(204);
        edit(lin(), draft, cell("WAG01-4", "valid_to", "2026-12-31", "")).statusCode(204);
        String after = lin().get(address + "/text?file=" + WAGES).path("text");
        assertThat(after).isEqualTo(before);
        lin().get(address).then().body("contentId", equalTo(lin().get(address).path("baseRelease")));
    }

    @Test
    void an_uploaded_workbook_keeps_what_others_changed_meanwhile() {
        String draft = draft("spreadsheet and browser");
        String address = "/api/v1/rules/drafts/" + draft + "/workbook";
        byte[] workbook = lin().get(address).then().statusCode(200).extract().asByteArray();
        edit(wu(), draft, cell("WAG01-2", "points", "20", "22")).statusCode(204);
        RequestSpecification back = lin().contentType(XLSX);
        back.body(Spreadsheet.withCell(workbook, "wag", "F3", "25"))
                .put(address)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/changed-meanwhile"))
                .body("en", containsString("policy-editor.9962"));
        lin().contentType(XLSX)
                .body(Spreadsheet.withCell(workbook, "wag", "F2", "12"))
                .put(address)
                .then()
                .statusCode(200)
                .body("row", equalTo(java.util.List.of("WAG01-1")));
        lin().get("/api/v1/rules/drafts/" + draft + "/diff")
                .then()
                .body("row", equalTo(java.util.List.of("WAG01-1", "WAG01-2")))
                .body("after", equalTo(java.util.List.of("12", "22")));
        lin().contentType(XLSX).body(new byte[] {1, 2, 3}).put(address).then().statusCode(400);
    }

    @Test
    void a_real_enterprise_is_saved_as_an_anonymous_case() {
        String draft = draft("a real case");
        UUID firm = city.enterprise("9961", "不应出现的厂", 320);
        city.observe(firm, "WAG01", 20, city.daysAgo(1));
        String address = "/api/v1/rules/drafts/" + draft + "/cases";
        Map<String, String> real = Map.of("enterprise", firm.toString(), "name", "逾期二十天");
        wu().body(real).post(address).then().statusCode(403);
        String yaml =
                lin().body(real).post(address).then().statusCode(201).extract().path("yaml");
        assertThat(yaml).contains("WAG01-2").doesNotContain("不应出现的厂").doesNotContain(firm.toString());
        lin().get(address + "?failed=true").then().body("", hasSize(0));
        lin().get(address).then().body("file", hasItem("cases/saved.yaml"));
        lin().get("/api/v1/rules/drafts/" + draft + "/where-used?indicator=WAG01")
                .then()
                .body("name", hasItems("WAG01-2", "H-WAG02-MAJOR"));
    }

    @Test
    void failing_cases_keep_a_draft_from_being_published() {
        String draft = draft("cases that fail");
        String address = "/api/v1/rules/drafts/" + draft;
        edit(lin(), draft, cell("WAG01-2", "points", "20", "21")).statusCode(204);
        lin().post(address + "/submit").then().statusCode(204);
        approver()
                .body(Map.of("comment", "ok"))
                .post(address + "/approve")
                .then()
                .statusCode(204);
        approver()
                .body(Map.of("reason", "now"))
                .post(address + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/checks-failed"))
                .body("en", containsString("cases fail"));
        approver()
                .body(Map.of("comment", "mend the cases"))
                .post(address + "/reject")
                .then()
                .statusCode(204);
        lin().body(Map.of("comment", "given up"))
                .post(address + "/discard")
                .then()
                .statusCode(204);
        lin().get("/api/v1/rules/drafts").then().body("id", not(hasItem(draft)));
        lin().get("/api/v1/rules/drafts?all=true").then().body("id", hasItem(draft));
    }

    @Test
    void nobody_approves_what_they_wrote_a_part_of_and_a_submitted_draft_is_frozen() {
        String draft = draft("four eyes");
        String address = "/api/v1/rules/drafts/" + draft;
        edit(lin(), draft, cell("WAG01-2", "owner", "劳动关系科", "监察科")).statusCode(204);
        edit(editorAndApprover(), draft, cell("WAG01-3", "owner", "劳动关系科", "监察科"))
                .statusCode(204);
        approver()
                .body(Map.of("comment", "ok"))
                .post(address + "/approve")
                .then()
                .statusCode(409);
        lin().post(address + "/submit").then().statusCode(204);
        edit(wu(), draft, cell("WAG01-2", "owner", "监察科", "法规科"))
                .statusCode(409)
                .body("type", equalTo("/problems/draft-state"));
        lin().body(Map.of("comment", "mine")).post(address + "/approve").then().statusCode(403);
        editorAndApprover()
                .body(Map.of("comment", "mine too"))
                .post(address + "/approve")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/own-draft"));
        approver()
                .body(Map.of("reason", "at once"))
                .post(address + "/publish")
                .then()
                .statusCode(409);
        approver()
                .body(Map.of("comment", "why them?"))
                .post(address + "/reject")
                .then()
                .statusCode(204);
        edit(lin(), draft, cell("WAG01-2", "owner", "监察科", "法规科")).statusCode(204);
        lin().post(address + "/submit").then().statusCode(204);
        approver()
                .body(Map.of("comment", "good"))
                .post(address + "/approve")
                .then()
                .statusCode(204);
        approver()
                .header("Accept-Language", "en")
                .body(Map.of("reason", "no trial"))
                .post(address + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/no-trial-seen"))
                .body("detail", containsString("impact trial"));
        lin().get(address + "/log").then().body("action", hasItems("REJECTED", "APPROVED"));
        lin().get(address).then().body("authors", not(hasItems("policy-approver.9961")));
    }

    @Test
    void a_broken_draft_is_refused_with_file_row_and_column_and_disturbs_nothing() {
        String draft = draft("broken");
        String address = "/api/v1/rules/drafts/" + draft;
        String live = lin().get("/api/v1/rules/releases/live").path("id");
        edit(lin(), draft, cell("WAG01-2", "from", "16", "7")).statusCode(204);
        lin().post(address + "/submit")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/rule-base-refused"))
                .body("en", containsString("tables/wag.csv:3 [from]"));
        lin().post(address + "/trials/impact").then().statusCode(400);
        assertThat(lin().get("/api/v1/rules/releases/live").<String>path("id")).isEqualTo(live);
    }
}

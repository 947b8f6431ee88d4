package org.fengqiao.response.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Post by role by step: the holder of every kind of post can take every step of an owner, and others only theirs. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PostStepsStoryTest {
    private static final String STREET = "9940";
    private static final String ELSEWHERE = "9941";
    private static final List<String> STEPS =
            List.of("read", "acknowledge", "contact", "plan", "note", "close", "review");

    @Inject
    CityFixture city;

    @Inject
    PostStore posts;

    @Inject
    Releases releases;

    @Inject
    People people;

    @Inject
    DataSource database;

    @ParameterizedTest
    @EnumSource(PostKind.class)
    void the_holder_of_a_post_sees_its_alert_and_takes_it_to_its_end(PostKind kind) {
        String alert = alertOf(kind, "BLUE");
        List<String> mine = holder(kind)
                .get("/api/v1/alerts?mine=true&limit=200&dimension=" + dimension(kind))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
        assertThat(mine).contains(alert);
        for (String path : List.of("", "/why", "/notifications"))
            assertThat(holder(kind).get("/api/v1/alerts/" + alert + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        assertThat(holder(kind).get("/alerts/" + alert).statusCode())
                .as("the page")
                .isEqualTo(200);
        for (String step : List.of("acknowledge", "contact", "plan", "note", "close"))
            assertThat(take(holder(kind), step, alert).statusCode()).as(step).isEqualTo(200);
        assertThat(new SqlQuery("select state from alert where id = ?", UUID.fromString(alert))
                        .first(database, row -> row.getString(1)))
                .contains("CLOSED");
        for (String path : List.of(
                "/api/v1/notifications", "/api/v1/me/notification-settings", "/api/v1/absences", "/api/v1/posts"))
            assertThat(holder(kind).get(path).statusCode()).as(path).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(PostKind.class)
    void every_role_takes_the_steps_of_the_table_and_no_others(PostKind kind) throws Exception {
        String alert = alertOf(kind, "RED");
        SoftAssertions all = new SoftAssertions();
        List<NamedCsvRecord> table = table();
        assertThat(table.stream().map(row -> row.getField("role")))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Role.values()).stream().map(Role::key).toList());
        for (NamedCsvRecord row : table) {
            Role role = Role.of(row.getField("role"));
            for (String step : STEPS) {
                boolean may = row.getField(step).equals(dimension(kind));
                int here = take(people.as(role, STREET), step, alert).statusCode();
                all.assertThat(here == 403)
                        .as("%s of an alert of %s by %s: %d", step, kind, role, here)
                        .isNotEqualTo(may);
                all.assertThat(take(people.as(role, ELSEWHERE), step, alert).statusCode())
                        .as("%s of an alert of %s by %s of another area", step, kind, role)
                        .isEqualTo(403);
            }
        }
        all.assertAll();
    }

    private RequestSpecification holder(PostKind kind) {
        return people.as(kind.role(), STREET);
    }

    private static String dimension(PostKind kind) {
        return kind == PostKind.CARE_TEAM ? "care" : "labour";
    }

    private static Response take(RequestSpecification who, String step, String alert) {
        String address = "/api/v1/alerts/" + alert;
        if (step.equals("read")) return who.get(address);
        who.contentType("application/json");
        return switch (step) {
            case "acknowledge", "plan" -> who.body(Map.of("note", "分两次付清")).post(address + "/" + step);
            case "contact" -> who.body(Map.of("how", "phone", "note", "联系了负责人")).post(address + "/contact");
            case "note" -> who.body(Map.of("note", "周五再问")).post(address + "/notes");
            case "close" ->
                who.body(Map.of("outcome", "averted", "note", "工资已发")).post(address + "/close");
            // Rejected without a reason, so that whoever may review changes nothing.
            case "review" -> who.body(Map.of()).post(address + "/review/reject");
            default -> throw new IllegalArgumentException(step);
        };
    }

    /** A new alert in the street whose owner is a post of this kind. */
    private String alertOf(PostKind kind, String tier) {
        city.street(STREET);
        city.street(ELSEWHERE);
        String holder = kind.role().key() + "." + STREET;
        String post = "kind,area_code,zh,en,username\n" + kind + "," + STREET + ",岗位,Post," + holder + "\n";
        posts.importCsv(new ByteArrayInputStream(post.getBytes(StandardCharsets.UTF_8)), LocalDate.parse("2026-02-01"));
        people.as(kind.role(), STREET).get("/api/v1/me");
        UUID id = UUID.randomUUID();
        SqlQuery raised = new SqlQuery(
                """
                with firm as (insert into enterprise (id, name, area_code, area_path, created_at, updated_at)
                        values (?, '某厂', '9940', '4403.9940.', now(), now()))
                insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at, tier_since,
                    area_path, headcount, owner_post, owner_username, owner_reason, route_id, release_id, why_zh, why_en)
                select ?, ?, ?, 1, ?, 4, 99, 'RAISED', now(), now(), area_path, 40, id, ?, 'HOLDS_THE_POST', 'NONE', ?, '', ''
                from post where area_code = '9940' and kind = ? and zh = '岗位' returning id""", id, id, id, dimension(kind), tier, holder, releases.live().id(), kind.name());
        assertThat(raised.first(database, row -> row.getString(1))).contains(id.toString());
        return id.toString();
    }

    private static List<NamedCsvRecord> table() throws Exception {
        try (var csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(new InputStreamReader(
                        PostStepsStoryTest.class.getResourceAsStream("/post-steps.csv"), StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        }
    }
}

package org.fengqiao.response.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.registry.post.Rosters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clocks over a Spring Festival with make-up days, an absent head, and alerts that nobody answers. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EscalationStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    Escalation escalation;

    @Inject
    StaleAlerts silent;

    @Inject
    AbsenceHandover takeOvers;

    @Inject
    PostStore posts;

    @Inject
    Rosters rosters;

    @Inject
    DataSource database;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void over_the_spring_festival_yellow_clocks_stop_and_red_ones_do_not() throws Exception {
        clock.set(at("2026-02-14T16:00"));
        street("9960");
        UUID yellow = alert("9960", "蓝天电子厂", 150, 20);
        UUID red = alert("9960", "红星制衣厂", 320, 45);
        assertThat(text("select tier from alert where id = ?", yellow)).isEqualTo("YELLOW");
        assertThat(text("select tier from alert where id = ?", red)).isEqualTo("RED");

        // Two hours of the make-up Saturday, then nine days of holiday, then six hours of the next working day.
        assertThat(due(yellow, "ack")).isEqualTo(at("2026-02-24T17:00"));
        assertThat(text("select calendar from alert_clock where alert_id = ? and step = 'ack'", yellow))
                .startsWith("2026-");
        assertThat(due(red, "ack")).isEqualTo(at("2026-02-14T16:15"));

        escalation.runDue(at("2026-02-20T12:00"));
        assertThat(details(yellow)).noneMatch(detail -> detail.startsWith("ack"));
        assertThat(events(red)).contains("ESCALATED");
        escalation.runDue(at("2026-02-24T17:00"));
        assertThat(details(yellow)).anyMatch(detail -> detail.startsWith("ack 2"));
    }

    @Test
    void an_unanswered_alert_escalates_past_an_absent_head_to_the_district_and_ends_there() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        street("9961");
        UUID alert = alert("9961", "红星制衣厂", 320, 45);
        assertThat(owner(alert)).isEqualTo("labour-office-head.9961");
        people.as(Role.LABOUR_OFFICE_HEAD, "9961")
                .contentType("application/json")
                .body(Map.of(
                        "username",
                        "labour-office-head.9961",
                        "from",
                        at("2026-03-02T10:05").toString(),
                        "to",
                        at("2026-03-09T00:00").toString(),
                        "reason",
                        "出差"))
                .post("/api/v1/absences")
                .then()
                .statusCode(201);

        takeOvers.runDue(at("2026-03-02T10:06"));
        takeOvers.runDue(at("2026-03-02T10:07"));
        assertThat(owner(alert)).isEqualTo("deputy.9961");
        assertThat(told(alert, "ESCALATED")).containsExactly("deputy.9961");
        clock.set(at("2026-03-02T10:07"));
        assertThat(owner(alert("9961", "第二制衣厂", 320, 45))).isEqualTo("deputy.9961");

        // 15 minutes each: the holder is away and his stand-in silent, so the subdistrict leader, then the district.
        for (String time : List.of("10:15", "10:20", "10:30", "10:45", "10:59", "11:00", "11:15", "12:30")) {
            escalation.runDue(at("2026-03-02T" + time));
        }
        List<String> ack =
                details(alert).stream().filter(d -> d.startsWith("ack")).toList();
        assertThat(ack)
                .containsExactly(
                        "ack 2 → SUBDISTRICT_LEADER@9961", "ack 3 → DISTRICT_HR@4403", "ack 4 → LABOUR_DUTY_DESK@9961");
        assertThat(details(alert)).anyMatch(d -> d.startsWith("contact 1"));
        for (int hour = 1; hour < 24 * 40; hour += 12)
            escalation.runDue(at("2026-03-02T12:00").plus(Duration.ofHours(hour)));
        int climbed = details(alert).size();
        escalation.runDue(at("2026-05-02T12:00"));
        assertThat(details(alert)).as("it never loops").hasSize(climbed).doesNotHaveDuplicates();
        assertThat(alarms(alert)).contains(alert + " ack@4403.9961.");

        people.as(Role.MEDIATION_LEAD, "9961")
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .statusCode(200)
                .body("path.stage", hasItems("FACT", "RULE", "TIER", "ROUTE", "CLOCK", "STEP"))
                .body("path.findAll { it.stage == 'STEP' }.ref", hasItems("RAISED", "REASSIGNED", "ESCALATED"))
                .body("path.text.en", hasItem(containsString("escalated to level 3")));
        clock.set(at("2026-05-02T13:00"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9961")
                .contentType("application/json")
                .body(Map.of())
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(200);
        assertThat(alarms(alert)).isNotEmpty().doesNotContain(alert + " ack@4403.9961.");
    }

    @Test
    void two_nodes_at_once_escalate_no_clock_twice() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        street("9962");
        List<UUID> alerts = new ArrayList<>();
        for (int i = 0; i < 30; i++) alerts.add(alert("9962", "企业" + i, 320, 45));

        Callable<Integer> node = () -> {
            int climbed = 0;
            for (int i = 0; i < 10; i++) climbed += escalation.runDue(at("2026-03-02T10:16"));
            return climbed;
        };
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var done : nodes.invokeAll(List.of(node, node))) done.get();
        } finally {
            nodes.shutdown();
        }

        for (UUID alert : alerts) {
            assertThat(details(alert)).containsExactly("ack 1 → LABOUR_OFFICE_HEAD@9962");
            assertThat(told(alert, "ESCALATED")).containsExactly("deputy.9962");
            assertThat(text(
                            "select coalesce(post_id::text, 'a person') from notification where alert_id = ? and kind = 'ESCALATED'",
                            alert))
                    .as("himself, and not again the silent holder of the post")
                    .isEqualTo("a person");
        }
    }

    @Test
    void an_acknowledged_and_forgotten_alert_is_reminded_of_and_then_unacknowledged() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        street("9963");
        UUID alert = alert("9963", "红星制衣厂", 320, 45);
        people.as(Role.LABOUR_OFFICE_HEAD, "9963")
                .contentType("application/json")
                .body(Map.of())
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(200);

        for (String time : List.of("12:00", "21:59")) silent.runDue(at("2026-03-02T" + time));
        assertThat(told(alert, "REMINDER")).isEmpty();
        silent.runDue(at("2026-03-02T22:00"));
        silent.runDue(at("2026-03-02T22:10"));
        assertThat(told(alert, "REMINDER")).containsExactly("labour-office-head.9963");
        silent.runDue(at("2026-03-03T02:00"));

        assertThat(text("select state from alert where id = ?", alert)).isEqualTo("RAISED");
        assertThat(due(alert, "ack")).isEqualTo(at("2026-03-03T02:15"));
        escalation.runDue(at("2026-03-03T02:15"));
        assertThat(details(alert)).contains("ack 1 → LABOUR_OFFICE_HEAD@9963");
    }

    @Test
    void a_graver_tier_starts_new_clocks_and_stops_the_old() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        street("9964");
        UUID firm = city.enterprise("9964", "蓝天电子厂", 320);
        city.observe(firm, "WAG01", 10, city.daysAgo(2));
        city.assess(firm);
        UUID alert = alertOf(firm);
        clock.set(at("2026-03-02T11:00"));
        worsen(firm);

        assertThat(text(
                        "select count(*) from alert_clock where alert_id = ? and step = 'ack' and stopped_at is null",
                        alert))
                .isEqualTo("1");
        assertThat(due(alert, "ack")).isEqualTo(at("2026-03-02T11:15"));
    }

    @Test
    void whoever_is_on_duty_comes_before_the_holder() throws Exception {
        clock.set(at("2026-03-02T10:00"));
        street("9965");
        rosters.importCsv(csv("kind,area_code,zh,username,from,to\n"
                + "LABOUR_OFFICE_HEAD,9965,,night.9965,2026-03-02T18:00,2026-03-03T09:00\n"));

        assertThat(owner(alert("9965", "甲", 320, 45))).isEqualTo("labour-office-head.9965");
        clock.set(at("2026-03-02T23:00"));
        assertThat(owner(alert("9965", "乙", 320, 45))).isEqualTo("night.9965");
    }

    private void street(String code) {
        city.street(code);
        posts.importCsv(csv("""
                        kind,area_code,zh,en,username,stand_in
                        LABOUR_OFFICE_HEAD,#,劳动办负责人,Head of the labour office,deputy.#,true
                        SUBDISTRICT_LEADER,#,街道领导,Subdistrict leader,leader.#,
                        DISTRICT_HR,4403,区人社,District HR,district-hr,
                        LABOUR_DUTY_DESK,#,值班台,Duty desk,desk.#,
                        """.replace("#", code)), LocalDate.parse("2026-02-01"));
    }

    private UUID alert(String street, String name, int staff, int days) {
        UUID firm = city.enterprise(street, name, staff);
        city.observe(firm, "WAG01", days, city.daysAgo(2));
        if (days > 30) city.observe(firm, "WAG02", 35, city.daysAgo(2));
        city.assess(firm);
        return alertOf(firm);
    }

    private void worsen(UUID firm) {
        city.observe(firm, "WAG02", 35, city.daysAgo(1));
        city.observe(firm, "WAG01", 45, city.daysAgo(1));
        city.assess(firm);
    }

    private UUID alertOf(UUID firm) {
        return UUID.fromString(text("select id from alert where enterprise_id = ? and dimension = 'labour'", firm));
    }

    private String owner(UUID alert) {
        return text("select owner_username from alert where id = ?", alert);
    }

    private Instant due(UUID alert, String step) {
        return Instant.parse(text(
                "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from alert_clock"
                        + " where alert_id = ? and step = '" + step + "' order by started_at desc limit 1",
                alert));
    }

    private List<String> events(UUID alert) {
        return texts("select event from alert_event where alert_id = ? order by id", alert);
    }

    private List<String> details(UUID alert) {
        return texts(
                "select arguments->>'step' || ' ' || (arguments->>'level') || ' → ' || p.kind || '@' || p.area_code"
                        + " from alert_event e join post p on p.id = (e.arguments->>'post')::uuid"
                        + " where alert_id = ? and event = 'ESCALATED' order by e.id",
                alert);
    }

    private List<String> told(UUID alert, String kind) {
        return texts(
                "select username from notification where alert_id = ? and kind = '" + kind + "' order by made_at",
                alert);
    }

    private List<String> alarms(UUID alert) {
        return texts(
                "select subject from operational_alarm where starts_with(subject, ?::text) and cleared_at is null",
                alert);
    }

    private String text(String sql, UUID id) {
        return texts(sql, id).stream().findFirst().orElse(null);
    }

    private List<String> texts(String sql, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            List<String> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Time.CITY).toInstant();
    }
}

package org.fengqiao.inquiry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a street learns from six alerts and seven events, worked out by hand beside it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MeasureStoryTest {
    private static final String STREET = "9981";

    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    MovableClock clock;

    @Inject
    MeterRegistry metrics;

    @Inject
    DataSource database;

    private Instant begin;

    @AfterEach
    void timeIsPutBack() {
        clock.reset();
    }

    @Test
    void a_street_learns_from_its_alerts_and_from_what_it_missed() throws Exception {
        begin = clock.instant().truncatedTo(ChronoUnit.HOURS);
        clock.set(begin);
        city.street(STREET);
        city.street("9982");
        List<UUID> firms = new ArrayList<>();
        for (int i = 0; i < 6; i++) firms.add(firm("第" + i + "家厂"));
        UUID silent = city.enterprise(STREET, "没有声音的厂", 40);
        List<String> alerts = new ArrayList<>();
        for (UUID firm : firms) alerts.add(alert(firm));
        double right = verdicts("AVERTED");
        double wrong = verdicts("FALSE_ALARM");
        long told = timed("ACKNOWLEDGED");
        double hours = hoursOf("ACKNOWLEDGED");

        // acknowledged after 1..6 h, contacted after 10..15 h (the last one by telephone), closed after 24..29 h
        for (int i = 0; i < 6; i++) step(1 + i, alerts.get(i), "acknowledge", Map.of());
        for (int i = 0; i < 6; i++) {
            step(10 + i, alerts.get(i), "contact", Map.of("how", i < 5 ? "on_site" : "phone", "note", "问过了"));
        }
        List<String> outcomes = List.of("averted", "averted", "averted", "happened", "false_alarm", "false_alarm");
        for (int i = 0; i < 6; i++) {
            step(24 + i, alerts.get(i), "close", Map.of("outcome", outcomes.get(i), "note", "完"));
        }
        // five stoppages 2, 4, 6, 8 and 10 days after the first alert; the petition after the first one is the same
        // event
        for (int i = 0; i < 5; i++) city.observe(firms.get(i), "COL02", 10, begin.plus(Duration.ofDays(2 + 2 * i)));
        city.observe(firms.get(0), "COL01", 6, begin.plus(Duration.ofDays(5)));
        // and two that nothing came before: no alert at all, and one closed for more than thirty days
        city.observe(silent, "COL02", 10, begin.plus(Duration.ofDays(3)));
        city.observe(firms.get(5), "COL02", 10, begin.plus(Duration.ofDays(45)));
        clock.set(begin.plus(Duration.ofDays(46)));

        measures("")
                .body("verdicts.closed", equalTo(6))
                .body("verdicts.averted", equalTo(3))
                .body("verdicts.happened", equalTo(1))
                .body("verdicts.falseAlarm", equalTo(2))
                .body("verdicts.merged", equalTo(0))
                .body("verdicts.precision", equalTo(0.667f)) // 4 of 6
                .body("pace.hoursToAcknowledge.median", equalTo(3.5f)) // 1 2 3 | 4 5 6
                .body("pace.hoursToAcknowledge.p90", equalTo(5.5f)) // half of the way from the fifth to the sixth
                .body("pace.hoursToContact.median", equalTo(12.5f))
                .body("pace.hoursToVisit.n", equalTo(5))
                .body("pace.hoursToVisit.median", equalTo(12.0f)) // 10 11 12 13 14
                .body("pace.hoursToClose.median", equalTo(26.5f))
                .body("clocks.findAll { it.met + it.metLate == 6 }.step", hasItems("ack", "contact", "close"))
                .body("clocks.find { it.step == 'close' }.missed", equalTo(0))
                .body("clocks.find { it.step == 'close' }.stopped", equalTo(0))
                .body("events.events", equalTo(7))
                .body("events.missed", equalTo(2))
                .body("events.foreseen", equalTo(0.714f)) // 5 of 7
                .body("events.daysOfLead.n", equalTo(5))
                .body("events.daysOfLead.median", equalTo(6.0f)) // 2 4 6 8 10
                .body("events.daysOfLead.p90", equalTo(9.2f)); // 0.6 of the way from 8 to 10
        measures("/rules")
                .body("", hasSize(1))
                .body("[0].key", equalTo("WAG01-1"))
                .body("[0].verdicts.precision", equalTo(0.667f))
                .body("[0].eventsForeseen", equalTo(5))
                .body("[0].daysOfLead.median", equalTo(6.0f));
        measures("/sources").body("", hasSize(1)).body("[0].verdicts.closed", equalTo(6));
        measures("/posts")
                .body("", hasSize(1))
                .body("[0].name.zh", equalTo("值班人员"))
                .body("[0].pace.hoursToClose.n", equalTo(6));
        measures("/missed-events")
                .body("items.name", equalTo(List.of("第5家厂", "没有声音的厂")))
                .body("next", nullValue());

        assertThat(verdicts("AVERTED") - right).isEqualTo(3);
        assertThat(verdicts("FALSE_ALARM") - wrong).isEqualTo(2);
        assertThat(timed("ACKNOWLEDGED") - told).isEqualTo(6);
        assertThat(hoursOf("ACKNOWLEDGED") - hours).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);

        people.as(Role.LABOUR_OFFICE_HEAD, "9982")
                .get("/api/v1/measures/rules?area=" + STREET)
                .then()
                .statusCode(200)
                .body("", empty());
    }

    @Test
    void two_alerts_give_no_precision_and_a_period_has_an_end() throws Exception {
        begin = clock.instant().truncatedTo(ChronoUnit.HOURS);
        clock.set(begin);
        city.street("9987");
        for (int i = 0; i < 2; i++) {
            UUID firm = city.enterprise("9987", "小样本厂" + i, 40);
            city.observe(firm, "WAG01", 7, city.daysAgo(2));
            city.assess(firm);
            String alert = alert(firm);
            Map<String, Map<String, String>> steps = new LinkedHashMap<>();
            steps.put("acknowledge", Map.of());
            steps.put("contact", Map.of("how", "phone", "note", "完"));
            steps.put("close", Map.of("outcome", "averted", "note", "完"));
            steps.forEach((step, words) -> people.as(Role.LABOUR_OFFICER, "9987")
                    .contentType("application/json")
                    .body(words)
                    .post("/api/v1/alerts/" + alert + "/" + step)
                    .then()
                    .statusCode(200));
        }
        people.as(Role.LABOUR_OFFICE_HEAD, "9987")
                .get("/api/v1/measures")
                .then()
                .statusCode(200)
                .body("verdicts.averted", equalTo(2))
                .body("verdicts.precision", nullValue())
                .body("pace.hoursToClose.n", equalTo(2))
                .body("pace.hoursToClose.median", nullValue())
                .body("events.foreseen", nullValue());
        people.as(Role.LABOUR_OFFICE_HEAD, "9987")
                .get("/api/v1/measures?from=" + begin.minus(Duration.ofDays(400)))
                .then()
                .statusCode(400)
                .body("en", equalTo("\"from\" must be before \"to\" by at most 366 days; choose a shorter period"));
    }

    private UUID firm(String name) {
        UUID firm = city.enterprise(STREET, name, 40);
        city.observe(firm, "WAG01", 7, city.daysAgo(2));
        city.assess(firm);
        return firm;
    }

    private void step(int hours, String alert, String step, Map<String, Object> words) {
        clock.set(begin.plus(Duration.ofHours(hours)));
        people.as(Role.LABOUR_OFFICER, STREET)
                .contentType("application/json")
                .body(words)
                .post("/api/v1/alerts/" + alert + "/" + step)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse measures(String what) {
        return people.as(Role.LABOUR_OFFICE_HEAD, STREET)
                .queryParam("from", begin.minus(Duration.ofDays(1)).toString())
                .queryParam("to", begin.plus(Duration.ofDays(46)).toString())
                .get("/api/v1/measures" + what)
                .then()
                .statusCode(200);
    }

    private double verdicts(String outcome) {
        return metrics.counter("fengqiao_alert_verdicts", "of", "rule", "name", "WAG01-1", "outcome", outcome)
                .count();
    }

    private long timed(String step) {
        return metrics.timer("fengqiao_alert_step_duration", "step", step, "tier", "BLUE")
                .count();
    }

    private double hoursOf(String step) {
        return metrics.timer("fengqiao_alert_step_duration", "step", step, "tier", "BLUE")
                .totalTime(TimeUnit.HOURS);
    }

    private String alert(UUID firm) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select id from alert where enterprise_id = ?")) {
            select.setObject(1, firm);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

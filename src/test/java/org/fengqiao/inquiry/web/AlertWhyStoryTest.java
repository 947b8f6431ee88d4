package org.fengqiao.inquiry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;

/** "Why did I get this?" names each fact with its own value. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertWhyStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Test
    void each_fact_of_a_rule_on_several_indicators_has_its_own_value() {
        city.street("9935");
        UUID firm = city.enterprise("9935", "两个数字的厂", 320);
        city.observe(firm, "WAG01", 46, city.daysAgo(3));
        city.observe(firm, "WAG02", 240, city.daysAgo(5));
        city.assess(firm);
        String alert = alert(firm);

        assertThat(facts(Role.LABOUR_OFFICE_HEAD, "9935", alert, "WAG01", "zh"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("工资逾期天数", "46天", "test", "主管部门数据", "3天前"));
        assertThat(facts(Role.LABOUR_OFFICE_HEAD, "9935", alert, "WAG02", "en"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("Workers owed wages", "240", "test", "5 days ago"));
        assertThat(facts(Role.LABOUR_OFFICE_HEAD, "9935", alert, "WAG01", "en"))
                .allSatisfy(text -> assertThat(text).doesNotContain("240"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9935")
                .get("/alerts/" + alert + "?lang=en")
                .then()
                .statusCode(200)
                .body(containsString("Days wages are overdue after the agreed pay date: 46 days"));
    }

    @Test
    void a_fact_corrected_since_is_shown_as_it_was_known_when_the_alert_was_raised() {
        city.street("9936");
        UUID firm = city.enterprise("9936", "后来更正的厂", 320);
        city.observe(firm, "WAG01", 70, city.daysAgo(3));
        city.assess(firm);
        String alert = alert(firm);
        city.observe(firm, "WAG01", 20, city.daysAgo(3));
        city.assess(firm);

        assertThat(facts(Role.LABOUR_OFFICE_HEAD, "9936", alert, "WAG01", "en"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("70 days"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9936")
                .get("/api/v1/enterprises/" + firm + "/assessments/latest")
                .then()
                .body(
                        "findings.findAll { it.rule.startsWith('WAG01') }.collect { it.facts[0].value }",
                        everyItem(not(70f)));
    }

    @Test
    void a_care_alert_names_its_own_aggregates_to_care_staff_alone() {
        city.street("9937");
        UUID firm = city.enterprise("9937", "有关怀的厂", 320);
        city.observe(firm, "PSY02", 32, city.daysAgo(4));
        city.observe(firm, "PSY03", 21, city.daysAgo(4));
        city.assess(firm);
        String alert = alert(firm);

        assertThat(facts(Role.CARE_STAFF, "9937", alert, "PSY02", "en"))
                .allSatisfy(text -> assertThat(text).contains("32"));
        assertThat(facts(Role.CARE_STAFF, "9937", alert, "PSY03", "en"))
                .allSatisfy(text -> assertThat(text).contains("21"));
        people.as(Role.LABOUR_OFFICE_HEAD, "9937")
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .statusCode(403);
    }

    private List<String> facts(Role role, String street, String alert, String indicator, String language) {
        return people.as(role, street)
                .get("/api/v1/alerts/" + alert + "/why")
                .then()
                .statusCode(200)
                .extract()
                .path("path.findAll { it.stage == 'FACT' && it.ref == '" + indicator + "' }.text." + language);
    }

    private String alert(UUID firm) {
        return city.rows("select id from alert where closed_at is null and enterprise_id = '" + firm + "'")
                .get(0);
    }
}

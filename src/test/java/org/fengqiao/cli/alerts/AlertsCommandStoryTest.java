package org.fengqiao.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.cli.FengqiaoCommand;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** An officer at a terminal. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertsCommandStoryTest {
    @Inject
    CityFixture city;

    @Inject
    People people;

    @Inject
    DataSource database;

    @Inject
    CommandLine.IFactory factory;

    @Test
    void an_officer_acknowledges_and_closes_and_another_area_is_refused() throws Exception {
        city.street("9985");
        city.street("9986");
        people.as(Role.INFORMATION_OFFICER, "9985");
        people.as(Role.INFORMATION_OFFICER, "9986");
        people.as(Role.AUDITOR, "9985");
        UUID firm = city.enterprise("9985", "终端电子厂", 40);
        city.observe(firm, "WAG01", 7, city.daysAgo(2));
        city.assess(firm);
        String alert = one("select id from alert where enterprise_id = '" + firm + "'");

        assertThat(run("alerts", "acknowledge", alert, "--user", "information-officer.9986"))
                .isNotZero();
        assertThat(run("alerts", "acknowledge", alert, "--user", "auditor.9985"))
                .isNotZero();
        assertThat(one("select state from alert where id = '" + alert + "'")).isEqualTo("RAISED");

        String officer = "information-officer.9985";
        assertThat(run("alerts", "acknowledge", alert, "--user", officer, "--note", "马上去看"))
                .isZero();
        assertThat(one("select note from alert_event where event = 'ACKNOWLEDGED' and alert_id = '" + alert + "'"))
                .isEqualTo("马上去看");
        assertThat(run("alerts", "close", alert, "--user", officer, "--outcome", "false_alarm", "--note", "没有的事"))
                .as("nobody was asked yet")
                .isNotZero();
        people.as(Role.INFORMATION_OFFICER, "9985")
                .contentType("application/json")
                .body("{\"how\": \"phone\", \"note\": \"工资已发\"}")
                .post("/api/v1/alerts/" + alert + "/contact")
                .then()
                .statusCode(200);
        assertThat(run("alerts", "close", alert, "--user", officer, "--outcome", "false_alarm", "--note", "没有的事"))
                .isZero();
        assertThat(one("select outcome || ' ' || closed_by from alert where id = '" + alert + "'"))
                .isEqualTo("FALSE_ALARM " + officer);
    }

    private int run(String... arguments) {
        return FengqiaoCommand.line(factory)
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

package org.fengqiao.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.fengqiao.platform.ProvokesErrors;
import org.fengqiao.platform.database.DatabaseAccess;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.security.Roles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the database is away, whoever calls is told to come back, and is served again once it is there. */
@QuarkusTest
@QuarkusTestResource(value = DatabaseOutageStoryTest.OwnUser.class, restrictToAnnotatedClass = true)
@ProvokesErrors
class DatabaseOutageStoryTest {
    private static final String USER = "outage";

    @Inject
    People people;

    @AfterEach
    void bringTheDatabaseBack() {
        asAdministrator("alter database " + setting("outage.database") + " connection limit -1");
    }

    @Test
    void callers_are_told_to_come_back_and_then_served() {
        List<RequestSpecification> callers = List.of(
                people.as(Roles.ADMINISTRATOR), people.as(Roles.ENTERPRISES_READ), people.as(Roles.METRICS_READ));
        String[] addresses = {"/api/v1/accounts", "/api/v1/enterprises", "/q/metrics"};
        for (int i = 0; i < addresses.length; i++) {
            given().spec(callers.get(i)).get(addresses[i]).then().statusCode(200);
        }

        takeTheDatabaseAway();

        for (int i = 0; i < addresses.length; i++) {
            given().spec(callers.get(i))
                    .get(addresses[i])
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("\\d+"))
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/database-unavailable"))
                    .body("zh", containsString("数据库"))
                    .body("en", containsString("database"));
        }

        bringTheDatabaseBack();

        for (int i = 0; i < addresses.length; i++) {
            given().spec(callers.get(i)).get(addresses[i]).then().statusCode(200);
        }
    }

    @Test
    void a_change_is_refused_the_same_way_and_a_page_says_it_to_people() {
        RequestSpecification head = people.as(Roles.ADMINISTRATOR);

        takeTheDatabaseAway();

        given().spec(head)
                .contentType(ContentType.JSON)
                .body("{\"current\":\"" + People.PASSWORD + "\",\"fresh\":\"another long password\"}")
                .post("/api/v1/me/password")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("type", equalTo("/problems/database-unavailable"));
        given().spec(head)
                .get("/password")
                .then()
                .statusCode(503)
                .contentType(ContentType.HTML)
                .body(containsString("数据库"));
    }

    @Test
    void a_call_that_cannot_be_recorded_is_unavailable_too() {
        RequestSpecification head = people.as(Roles.ADMINISTRATOR);
        asAdministrator("create function gone() returns trigger language plpgsql as"
                + " $$ begin raise exception 'gone' using errcode = '57P01'; end $$");
        asAdministrator("create trigger gone before insert on audit_entry execute function gone()");
        try {
            given().spec(head)
                    .get("/api/v1/accounts")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("\\d+"))
                    .body("type", equalTo("/problems/database-unavailable"));
        } finally {
            asAdministrator("drop function gone cascade");
        }
    }

    /** Ends the sessions of the application and admits no other; unlike for a superuser, the limit holds for it. */
    private static void takeTheDatabaseAway() {
        asAdministrator("alter database " + setting("outage.database") + " connection limit 0");
        asAdministrator("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + USER + "'");
    }

    private static void asAdministrator(String sql) {
        DatabaseAccess access = new DatabaseAccess(
                setting("quarkus.datasource.jdbc.url"),
                setting("outage.administrator"),
                setting("outage.administrator.password"));
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looked up, because an injected setting would have to be there in the applications of all other tests. */
    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** A database of its own, owned by a user without special rights. */
    public static class OwnUser implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            DatabaseAccess access = TestDatabase.empty();
            String name = access.url().substring(access.url().lastIndexOf('/') + 1);
            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop role if exists " + USER);
                statement.execute("create role " + USER + " login password '" + USER + "'");
                statement.execute("alter database " + name + " owner to " + USER);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    access.url(),
                    "quarkus.datasource.username",
                    USER,
                    "quarkus.datasource.password",
                    USER,
                    "outage.database",
                    name,
                    "outage.administrator",
                    access.user(),
                    "outage.administrator.password",
                    access.password());
        }

        @Override
        public void stop() {
            // the server ends with the JVM
        }
    }
}

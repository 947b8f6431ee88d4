package org.fengqiao.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.google.common.hash.Hashing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.inquiry.CityFixture;
import org.fengqiao.notification.reach.ReachabilityAlarms;
import org.fengqiao.platform.AsInstalled;
import org.fengqiao.platform.MovableClock;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.web.People;
import org.fengqiao.registry.post.PostStore;
import org.fengqiao.response.escalation.Escalation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A RED at three in the morning: the head's mail address is dead, the first stand-in has no account, and the deputy has a
 * telephone. Minute by minute, with the routes as shipped and the gateways on this machine.
 */
@QuarkusTest
@TestProfile(AsInstalled.class)
@QuarkusTestResource(TestDatabase.class)
class NightStoryTest {
    private static final String DEPUTY = "13912345678";
    private static final String SECRET = AsInstalled.GATEWAY_SECRET;

    @Inject
    CityFixture city;

    @Inject
    PostStore posts;

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    NotificationDelivery delivery;

    @Inject
    UnansweredNotices unanswered;

    @Inject
    Escalation escalation;

    @Inject
    ReachabilityAlarms alarms;

    @Inject
    Inbox inbox;

    @Inject
    MovableClock clock;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int mailPort;

    @ConfigProperty(name = "fengqiao.sms.url")
    URI gateway;

    private RefusingMailServer mail;
    private GatewayReceiver receiver;

    @BeforeEach
    void the_night_begins() throws Exception {
        mail = new RefusingMailServer(mailPort);
        receiver = new GatewayReceiver(gateway);
        clock.set(at("03:00:00"));
    }

    @AfterEach
    void the_night_is_over() throws Exception {
        receiver.close();
        mail.close();
        clock.reset();
    }

    @Test
    void a_red_at_three_reaches_the_deputy_by_telephone_within_the_time_to_acknowledge() {
        street("9930");
        UUID alert = red("9930", "红星制衣厂");
        Instant due = instant("select due_at from alert_clock where alert_id = ? and step = 'ack'", alert);
        assertThat(due).as("of the route").isEqualTo(at("03:15:00"));

        // 03:00 the mail is refused, nobody is told who has no account, and the deputy's telephone gets a message
        pass("03:00:00");
        assertThat(mail.refused()).contains("dead.9930@example.gov.cn");
        assertThat(receiver.sms(DEPUTY)).hasSize(1);
        assertThat(sentAt(alert, "SMS")).as("accepted by the gateway").isBefore(due);
        assertThat(chain(alert)).containsExactly("labour-office-head.9930 PASSED_ON", "deputy.9930 SENT SMS");
        GatewayReceiver.Call sms = receiver.sms(DEPUTY).get(0);
        assertThat(sms.headers()).containsEntry("Authorization", "Bearer gateway-key");
        assertThat(sms.body())
                .contains("\"mobile\":\"" + DEPUTY + "\"", "立即登录")
                .doesNotContain("红星制衣厂", "labour-office-head");
        people.as(Role.ADMINISTRATOR, "0")
                .get("/api/v1/operational-alarms?kind=POST_UNREACHABLE&limit=200")
                .then()
                .statusCode(200)
                .body("items.text.zh", hasItem(containsString("standin.9930 没有可登录的账号")))
                .body("items.text.en", hasItem(containsString("labour-office-head.9930 has only channels that fail")));

        // 03:02 the gateway reports that the telephone is off: nobody was told, so it rings
        pass("03:02:00");
        report("sms", messageTo("deputy.9930"), "UNDELIV");
        assertThat(chain(alert)).containsExactly("labour-office-head.9930 PASSED_ON", "deputy.9930 WAITING");
        pass("03:02:01");
        assertThat(chain(alert)).containsExactly("labour-office-head.9930 PASSED_ON", "deputy.9930 SENT VOICE");
        assertThat(URLDecoder.decode(receiver.voice().get(0).body(), StandardCharsets.UTF_8))
                .contains("to=+86" + DEPUTY, "最紧急的一级")
                .doesNotContain("红星制衣厂");

        // 03:06 the call was taken but nobody acknowledged: the desk is asked as well
        pass("03:05:00");
        assertThat(chain(alert)).hasSize(2);
        pass("03:06:01");
        assertThat(chain(alert))
                .containsExactly(
                        "labour-office-head.9930 PASSED_ON", "deputy.9930 PASSED_ON VOICE", "desk.9930 SENT SMS");

        // 03:07 the deputy acknowledges; nothing rings any more and nothing escalates
        clock.set(at("03:07:00"));
        given().auth()
                .preemptive()
                .basic("deputy.9930", People.PASSWORD)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "马上到场"))
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(200);
        int rung = calls(alert);
        for (String time : List.of("03:08:00", "03:11:00", "03:16:00", "03:40:00")) pass(time);
        assertThat(calls(alert)).isEqualTo(rung);
    }

    @Test
    void what_the_gateway_does_not_accept_is_not_told_and_goes_the_next_way() {
        street("9931");
        receiver.answer(call -> call.isSms() && call.body().contains(DEPUTY)
                ? "{\"code\":\"41\",\"reason\":\"no such number\"}"
                : "{\"code\":\"0\"}");
        UUID alert = red("9931", "蓝天电子厂");
        for (int second = 0; second < 60; second += 5) pass(at("03:00:00").plusSeconds(second));
        assertThat(chain(alert)).containsExactly("labour-office-head.9931 PASSED_ON", "deputy.9931 SENT VOICE");
        assertThat(inbox.ofAlert(alert))
                .filteredOn(told -> told.notification().username().equals("deputy.9931"))
                .flatExtracting(Inbox.DeliveryHistory::attempts)
                .extracting(Inbox.AttemptView::destination)
                .allMatch("139****5678"::equals);
    }

    @Test
    void a_report_is_taken_once_from_the_gateway_and_from_nobody_else() {
        street("9932");
        UUID alert = red("9932", "绿地鞋厂");
        pass("03:00:00");
        String message = messageTo("deputy.9932");
        given().queryParam("secret", "guessed")
                .body("{\"id\":\"" + message + "\",\"status\":\"FAILED\"}")
                .post("/api/v1/delivery-reports/sms")
                .then()
                .statusCode(404)
                .body("type", containsString("delivery-report-refused"));
        report("voice", message, "FAILED");
        report("sms", "m-unknown", "FAILED");
        assertThat(chain(alert)).endsWith("deputy.9932 SENT SMS");
        report("sms", message, "DELIVRD");
        report("sms", message, "DELIVRD");
        assertThat(chain(alert)).endsWith("deputy.9932 SENT SMS");
        assertThat(text(
                        "select report from notification_attempt t join notification n on n.id = t.notification_id"
                                + " where n.alert_id = ? and t.reference = '" + message + "'",
                        alert))
                .isEqualTo("DELIVERED");
    }

    @Test
    void a_red_of_which_nobody_can_be_told_waits_until_somebody_can() {
        street("9933");
        new SqlQuery("delete from post_holding where post_id in (select id from post where area_path in ('', '4403.'))"
                        + " returning 1")
                .list(database, row -> null);
        new SqlQuery("update account set disabled_at = now() where username in ('deputy.9933', 'desk.9933',"
                        + " 'labour-office-head.9933') returning 1")
                .list(database, row -> null);
        UUID alert = red("9933", "白云玩具厂");
        pass("03:00:00");
        assertThat(chain(alert)).containsExactly("labour-office-head.9933 WAITING");
        assertThat(receiver.sms()).isEmpty();
        assertThat(inbox.ofAlert(alert))
                .allMatch(notTold -> notTold.notification().sentBy() == null);
        new SqlQuery("update account set disabled_at = null where username = 'deputy.9933' returning 1")
                .list(database, row -> null);
        pass("03:01:00");
        assertThat(chain(alert)).containsExactly("labour-office-head.9933 PASSED_ON", "deputy.9933 SENT SMS");
    }

    /** The owner of REDs of 300 and more is the head; the first stand-in is the one who was appointed last. */
    private void street(String code) {
        city.street(code);
        posts.importCsv(
                new ByteArrayInputStream("""
                        kind,area_code,zh,en,username,stand_in,valid_from
                        LABOUR_OFFICE_HEAD,#,劳动办负责人,Head of the labour office,deputy.#,true,2020-01-01
                        LABOUR_OFFICE_HEAD,#,劳动办负责人,Head of the labour office,standin.#,true,2025-01-01
                        LABOUR_DUTY_DESK,#,值班台,Duty desk,desk.#,,2020-01-01
                        """.replace("#", code).getBytes(StandardCharsets.UTF_8)),
                LocalDate.parse("2026-02-01"));
        person("labour-office-head." + code, Role.LABOUR_OFFICE_HEAD, code, """
                [{"type":"EMAIL","address":"dead.%s@example.gov.cn"}]""".formatted(code));
        person("deputy." + code, Role.LABOUR_OFFICE_HEAD, code, """
                [{"type":"SMS","address":"%1$s"},{"type":"VOICE","address":"%1$s"}]""".formatted(DEPUTY));
        person("desk." + code, Role.LABOUR_OFFICER, code, """
                [{"type":"SMS","address":"13887654321"}]""");
    }

    private void person(String username, Role role, String area, String channels) {
        accounts.open(new Accounts.NewAccount(username, username, Set.of(role), area), People.PASSWORD);
        people.as(Role.ADMINISTRATOR, "0")
                .contentType(ContentType.JSON)
                .body("{\"quietFrom\":\"22:00\",\"quietTo\":\"07:00\",\"channels\":" + channels + "}")
                .put("/api/v1/accounts/" + username + "/notification-settings")
                .then()
                .statusCode(200);
    }

    private UUID red(String street, String name) {
        UUID firm = city.enterprise(street, name, 320);
        city.observe(firm, "WAG01", 45, city.daysAgo(2));
        city.observe(firm, "WAG02", 35, city.daysAgo(2));
        city.assess(firm);
        UUID alert =
                UUID.fromString(text("select id from alert where enterprise_id = ? and dimension = 'labour'", firm));
        assertThat(text("select tier from alert where id = ?", alert)).isEqualTo("RED");
        return alert;
    }

    /** All that a serving node does at a moment. */
    private void pass(String time) {
        pass(at(time));
    }

    private void pass(Instant now) {
        clock.set(now);
        unanswered.runDue(now);
        escalation.runDue(now);
        delivery.deliverDue(now);
        alarms.refresh(now);
    }

    private void report(String channel, String message, String status) {
        String body = "{\"id\":\"" + message + "\",\"status\":\"" + status + "\"}";
        String signature = Hashing.hmacSha256(SECRET.getBytes(StandardCharsets.UTF_8))
                .hashString(body, StandardCharsets.UTF_8)
                .toString();
        given().header("X-Signature", signature)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/delivery-reports/" + channel)
                .then()
                .statusCode(equalTo(204));
    }

    /** What the gateway called the latest message to somebody. */
    private String messageTo(String username) {
        return new SqlQuery(
                        "select reference from notification_attempt where username = ? and channel = 'SMS'"
                                + " and outcome = 'SENT' order by at desc limit 1",
                        username)
                .first(database, row -> row.getString(1))
                .orElseThrow();
    }

    /** Who was told of an alert because its owner had to be, with state and channel, in their order. */
    private List<String> chain(UUID alert) {
        return new SqlQuery(
                        "with recursive line as (select n.* from notification n join alert a on a.id = n.alert_id"
                                + " where n.alert_id = ? and n.kind = 'RAISED' and n.post_id = a.owner_post"
                                + " and n.passed_from is null union all select n.* from notification n"
                                + " join line on n.passed_from = line.id)"
                                + " select coalesce(delivered_to, username) || ' ' || state || coalesce(' ' || sent_by, '')"
                                + " from line order by cardinality(unreached)",
                        alert)
                .list(database, row -> row.getString(1));
    }

    /** How often a telephone was asked to ring or to show a message about an alert. */
    private int calls(UUID alert) {
        return new SqlQuery(
                        "select count(*) from notification_attempt t join notification n on n.id = t.notification_id"
                                + " where n.alert_id = ? and t.channel in ('SMS', 'VOICE')",
                        alert)
                .first(database, row -> row.getInt(1))
                .orElseThrow();
    }

    private Instant sentAt(UUID alert, String channel) {
        return instant(
                "select t.at from notification_attempt t join notification n on n.id = t.notification_id"
                        + " where n.alert_id = ? and t.outcome = 'SENT' and t.channel = '" + channel + "'",
                alert);
    }

    private Instant instant(String sql, UUID id) {
        return new SqlQuery(sql, id)
                .first(database, row -> row.getTimestamp(1).toInstant())
                .orElseThrow();
    }

    private String text(String sql, UUID id) {
        return new SqlQuery(sql, id).first(database, row -> row.getString(1)).orElse(null);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse("2026-03-03T" + time).atZone(Time.CITY).toInstant();
    }
}

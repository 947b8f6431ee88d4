package org.fengqiao.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.notification.NotificationDelivery;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.web.People;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a person says of how to be told, what an administrator sees of it, and what other warning systems learn. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NotificationStoryTest {
    private static final String MINE = "/api/v1/me/notification-settings";
    private static final String AREA = "9947";
    private static final UUID OPEN = UUID.fromString("01900000-0000-7000-8000-0000000060a1");
    private static final UUID CLOSED = UUID.fromString("01900000-0000-7000-8000-0000000060a2");
    private static final UUID CARE = UUID.fromString("01900000-0000-7000-8000-0000000060a3");
    private static final UUID POST = UUID.fromString("01900000-0000-7000-8000-0000000060d1");

    @Inject
    People people;

    @Inject
    Outbox outbox;

    @Inject
    NotificationDelivery delivery;

    @Inject
    DataSource database;

    @Inject
    InstantSource clock;

    @BeforeEach
    void a_street_with_an_open_and_a_closed_alert() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into area (id, code, level, zh, en, parent_code, path, valid_from) values
                        (gen_random_uuid(), '9947', 'SUBDISTRICT', '坂田街道', 'Bantian', '4403', '4403.9900.9947.', '2020-01-01')
                        on conflict do nothing;
                    insert into post (id, kind, area_code, area_path, zh, en) values
                        ('%4$s', 'LABOUR_OFFICE_HEAD', '9947', '4403.9900.9947.', '负责人', 'Head') on conflict do nothing;
                    insert into post_holding (id, post_id, username, valid_from) values
                        (gen_random_uuid(), '%4$s', 'labour-office-head.9947', '2020-01-01') on conflict do nothing;
                    insert into release (id, base, files, author, created_at) values ('r9947', 'none', '', 'test', now())
                        on conflict do nothing;
                    insert into enterprise (id, name, area_code, area_path, created_at, updated_at)
                        select id, '某某电子厂', '9947', '4403.9900.9947.', now(), now()
                        from unnest('{%1$s,%2$s,%3$s}'::uuid[]) id on conflict do nothing;
                    insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at,
                        tier_since, area_path, headcount, owner_post, owner_reason, route_id, release_id, why_zh, why_en,
                        closed_at)
                        select id, id, dimension, 1, 'RED', 5, 99, state, now() - interval '1 hour', now(),
                            '4403.9900.9947.', 320, '%4$s', 'HOLDS_THE_POST', 'R7', 'r9947', '因为', 'because', closed
                        from (values ('%1$s'::uuid, 'labour', 'RAISED', null), ('%2$s', 'labour', 'CLOSED', now()),
                            ('%3$s', 'care', 'RAISED', null)) a (id, dimension, state, closed)
                        on conflict do nothing;
                    """.formatted(OPEN, CLOSED, CARE, POST));
        }
    }

    @Test
    void a_head_says_how_to_be_told_and_nothing_secret_ever_comes_back() {
        String robot = "https://oapi.dingtalk.com/robot/send?access_token=SECRET";
        String body = """
                {"language":"en","quietFrom":"22:00","quietTo":"07:00","channels":[
                    {"type":"EMAIL","address":"head@example.gov.cn"},
                    {"type":"DINGTALK","address":"%s","secret":"SECsecret","leastTier":"ORANGE"}]}""".formatted(robot);
        String kept = put(body)
                .statusCode(200)
                .body("quietFrom", equalTo("22:00"))
                .body("channels", hasSize(2))
                .body("channels[1].address", equalTo("https://oapi.dingtalk.com/…"))
                .body("channels[1].secret", nullValue())
                .extract()
                .asString();
        assertThat(kept).doesNotContain("SEC");

        // What was shown can be sent back: address and secret stay as they were.
        put(kept).statusCode(200);
        people.as("administrator", AREA)
                .get("/api/v1/accounts/labour-office-head.9947/notification-settings")
                .then()
                .statusCode(200)
                .body("channels", hasSize(2))
                .body("channels[1].leastTier", equalTo("ORANGE"));
        assertThat(number("select count(*) from notification_channel where address = '" + robot
                        + "' and secret = 'SECsecret'"))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_is_refused_with_what_to_do() {
        put("{\"channels\":[{\"type\":\"WEB_HOOK\",\"address\":\"http://169.254.169.254/\",\"secret\":\"whsec_x\"}]}")
                .statusCode(400)
                .body("type", containsString("address-not-allowed"))
                .body("detail", containsString("FENGQIAO_WEBHOOK_ORIGINS"));
        put("{\"channels\":[{\"type\":\"EMAIL\",\"address\":\"a@b.cn\\r\\nBcc: c@d.cn\"}]}")
                .statusCode(400)
                .body("type", containsString("channel-malformed"));
        put("{\"channels\":[{\"type\":\"INBOX\",\"address\":\"\"}]}").statusCode(400);
        put("{\"quietFrom\":\"22:00\"}").statusCode(400).body("type", containsString("quiet-hours-malformed"));
        put("{\"channels\":[{\"type\":\"WEB_HOOK\",\"address\":\"https://oapi.dingtalk.com/x\",\"secret\":\"short\"}]}")
                .statusCode(400)
                .body("type", containsString("secret-malformed"));
    }

    @Test
    void the_inbox_the_digest_and_the_alert_itself_tell_who_was_told() {
        Instant now = clock.instant();
        Transactions.inTransaction(database, connection -> {
            outbox.put(
                    connection,
                    List.of(new Notice(
                            Notice.Kind.RAISED,
                            OPEN,
                            POST,
                            Optional.empty(),
                            Tier.RED,
                            new BilingualText("=1+1", "because"))),
                    now);
            return null;
        });
        put("{}").statusCode(200);
        delivery.deliverDue(now);

        var head = people.as("labour-office-head", AREA);
        head.get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .body("[0].alert", equalTo(OPEN.toString()))
                .body("[0].sentBy", equalTo("INBOX"));
        String csv = people.as("labour-office-head", AREA)
                .get("/api/v1/notifications/export")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv).contains(OPEN.toString(), "'=1+1").doesNotContain(",=1+1");
        people.as("labour-office-head", AREA)
                .get("/api/v1/alerts/" + OPEN + "/notifications")
                .then()
                .statusCode(200)
                .body("[0].attempts[0].channel", equalTo("INBOX"));
        people.as("labour-office-head", AREA)
                .get("/api/v1/alerts/" + CARE + "/notifications")
                .then()
                .statusCode(403);
    }

    @Test
    void other_warning_systems_get_valid_messages_without_enterprise_tier_or_reason() throws Exception {
        String feed = people.as(Roles.CAP_READ, AREA)
                .get("/api/v1/cap/alerts")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        NodeList messages = parse(feed).getElementsByTagNameNS("urn:oasis:names:tc:emergency:cap:1.2", "alert");
        assertThat(messages.getLength()).isEqualTo(2);
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(NotificationStoryTest.class.getResource("/cap/cap-1.2-structure.xsd"));
        for (int i = 0; i < messages.getLength(); i++) schema.newValidator().validate(new DOMSource(messages.item(i)));
        assertThat(feed)
                .contains("坂田街道", "<msgType>Cancel</msgType>", "fengqiao," + CLOSED + ",")
                .doesNotContain("某某电子厂", "RED", "红", "因为", "because", "320", CARE.toString());
    }

    private ValidatableResponse put(String body) {
        return people.as("labour-office-head", AREA)
                .contentType(ContentType.JSON)
                .body(body)
                .put(MINE)
                .then();
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private int number(String sql) {
        return Transactions.inTransaction(database, connection -> {
            try (var select = connection.prepareStatement(sql);
                    var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}

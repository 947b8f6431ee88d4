package org.fengqiao.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.AsInstalled;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.ProvokesErrors;
import org.fengqiao.platform.SettableClock;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.delivery.WebHookSignature;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the outbox to whoever must know, over receivers that fail, people who cannot be reached, and a clock moved by hand. */
@QuarkusTest
@TestProfile(AsInstalled.class)
@QuarkusTestResource(TestDatabase.class)
class DeliveryStoryTest {
    private static final UUID POST = UUID.fromString("01900000-0000-7000-8000-0000000000d1");
    private static final UUID ALERT = UUID.fromString("01900000-0000-7000-8000-0000000000a1");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Inject
    NotificationDelivery delivery;

    @Inject
    NotificationClaims claims;

    @Inject
    NotificationStore store;

    @Inject
    Outbox outbox;

    @Inject
    Inbox inbox;

    @Inject
    NotificationStream stream;

    @Inject
    BacklogMetrics backlog;

    @Inject
    SettableClock clock;

    @Inject
    PreferencesRepository preferences;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int mailPort;

    /** A Monday at ten in the morning of the city. */
    private Instant now = Instant.parse("2026-03-02T02:00:00Z");

    private GreenMail mail;
    private WebHookReceiver receiver;

    @BeforeEach
    void a_street_with_a_head_his_stand_in_and_a_desk() throws Exception {
        receiver = new WebHookReceiver();
        mail = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", "smtp"));
        mail.start();
        execute("""
                truncate notification, notification_attempt, notification_setting, notification_channel, alert_event,
                    alert_clock, alert_copy, alert_suppression, enterprise_task, alert, post_holding, post, headcount_reading,
                    enterprise, operational_alarm, broken_channel cascade;
                insert into account (id, username, password_hash, display_name, roles, area_code, area_path, created_at)
                    select gen_random_uuid(), who, '', who, role, '0', '', '%3$s' from (values
                        ('head', 'labour-office-head'), ('deputy', 'labour-office-head'), ('desk', 'labour-officer'))
                        people (who, role) on conflict (username) do update set created_at = excluded.created_at;
                insert into post (id, kind, area_code, area_path, zh, en) values
                    ('%1$s', 'LABOUR_OFFICE_HEAD', '9950', '4403.9950.', '劳动办负责人', 'Head of the labour office'),
                    (gen_random_uuid(), 'LABOUR_DUTY_DESK', '0', '', '值班台', 'Duty desk');
                insert into post_holding (id, post_id, username, stand_in, valid_from)
                    select gen_random_uuid(), id, who, stand_in, '2020-01-01' from post join (values
                        ('LABOUR_OFFICE_HEAD', 'head', false), ('LABOUR_OFFICE_HEAD', 'deputy', true),
                        ('LABOUR_DUTY_DESK', 'desk', false)) held (kind, who, stand_in) using (kind);
                insert into enterprise (id, name, area_code, area_path, created_at, updated_at)
                    values ('%2$s', '某某电子厂', '9950', '4403.9950.', now(), now());
                insert into release (id, base, files, author, created_at) values ('r1', 'none', '', 'test', now())
                    on conflict do nothing;
                insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at,
                    tier_since, area_path, headcount, owner_post, owner_reason, route_id, release_id, why_zh, why_en)
                    values ('%2$s', '%2$s', 'labour', 1, 'RED', 5, 99, 'RAISED', now(), now(), '4403.9950.', 320,
                        '%1$s', 'HOLDS_THE_POST', 'R7', 'r1', '', '');
                """.formatted(POST, ALERT, now));
    }

    @AfterEach
    void close() throws Exception {
        execute("drop trigger if exists dies on notification; drop function if exists dies()");
        receiver.close();
        mail.stop();
    }

    @Test
    void the_head_is_told_once_with_the_reason_by_a_signed_web_hook() throws Exception {
        wishes("head", webHook());
        put(Tier.RED);
        assertThat(delivery.deliverDue(now)).isEqualTo(1);
        assertThat(delivery.deliverDue(now)).isZero();

        WebHookReceiver.Call call = receiver.accepted().get(0);
        assertThat(receiver.accepted()).hasSize(1);
        assertThat(call.header("webhook-signature"))
                .isEqualTo(WebHookSignature.sign(SECRET, call.header("webhook-id"), now, call.body()));
        assertThat(call.body())
                .contains("\"specversion\":\"1.0\"", "org.fengqiao.alert.raised", "某某电子厂", "320 人", "/alerts/" + ALERT);
        assertThat(inbox.ofAlert(ALERT)).singleElement().satisfies(told -> {
            assertThat(told.notification().sentBy()).isEqualTo("WEB_HOOK");
            assertThat(told.notification().username()).isEqualTo("head");
            assertThat(told.attempts()).singleElement().satisfies(attempt -> assertThat(attempt.outcome())
                    .isEqualTo("SENT"));
        });
    }

    @Test
    void while_serving_the_commit_rings_and_both_the_receiver_and_the_open_page_hear() throws Exception {
        now = clock.instant();
        wishes("head", webHook());
        DeliveryWorkers timer = new DeliveryWorkers(delivery, stream, backlog, database, clock, true, 2);
        timer.start(null);
        try {
            put(Tier.RED);
            receiver.await(1);
            CompletableFuture<Inbox.InboxEntry> page =
                    stream.of("head").collect().first().subscribeAsCompletionStage();
            put(Tier.ORANGE);
            assertThat(Eventually.result(page).tier())
                    .as("what came before the page was opened is not told again")
                    .isEqualTo("ORANGE");
            receiver.await(2);
        } finally {
            timer.stop(null);
        }
    }

    @Test
    void two_nodes_at_once_deliver_each_once() throws Exception {
        wishes("head", webHook());
        for (int i = 0; i < 100; i++) put(Tier.ORANGE);
        List<CompletableFuture<Integer>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> delivery.deliverDue(now)))
                .toList();
        int claimed = nodes.stream().mapToInt(CompletableFuture::join).sum();
        assertThat(claimed).isEqualTo(100);
        assertThat(receiver.accepted()).hasSize(100);
        assertThat(receiver.keys()).hasSize(100);
    }

    @Test
    void a_receiver_that_fails_at_random_gets_each_in_the_end_and_accepts_none_twice() throws Exception {
        Random random = new Random(7);
        receiver.answer(key -> random.nextInt(100) < 30 ? 503 : 200);
        wishes("head", webHook());
        for (int i = 0; i < 60; i++) put(Tier.YELLOW);
        for (int round = 0; round < 60 && count("state = 'WAITING'") > 0; round++) {
            delivery.deliverDue(now);
            now = now.plus(Duration.ofMinutes(6));
        }
        assertThat(count("state = 'SENT'")).isEqualTo(60);
        assertThat(receiver.accepted()).hasSize(60);
        assertThat(receiver.keys()).hasSize(60);
    }

    @ProvokesErrors("killed")
    @Test
    void a_crash_between_telling_and_writing_repeats_with_the_same_key() throws Exception {
        wishes("head", webHook());
        put(Tier.RED);
        execute("create function dies() returns trigger language plpgsql as"
                + " $$ begin raise exception 'killed'; end $$;"
                + "create trigger dies before update on notification for each row when (new.state = 'SENT')"
                + " execute function dies()");
        delivery.deliverDue(now);
        execute("drop trigger dies on notification");
        assertThat(delivery.deliverDue(now.plusSeconds(29)))
                .as("the lease still runs")
                .isZero();
        assertThat(delivery.deliverDue(now.plusSeconds(30))).isEqualTo(1);
        assertThat(receiver.accepted()).hasSize(2);
        assertThat(receiver.keys()).hasSize(1);
        assertThat(count("state = 'SENT'")).isEqualTo(1);
    }

    @Test
    void whoever_lost_the_claim_writes_nothing_and_the_next_claim_counts() throws Exception {
        put(Tier.RED);
        ClaimedNotification lost = claims.claim(now, LEASE, 1).get(0);
        Instant later = now.plus(LEASE);
        ClaimedNotification held = claims.claim(later, LEASE, 1).get(0);
        store.stop(lost);
        assertThat(count("state = 'WAITING'")).isEqualTo(1);
        store.stop(held);
        assertThat(count("state = 'STOPPED'")).isEqualTo(1);
    }

    @Test
    void a_node_that_stops_leaves_what_it_claimed_to_others_at_once() throws Exception {
        wishes("head", webHook());
        put(Tier.RED);
        assertThat(delivery.deliverBatch(now, () -> true)).isEqualTo(1);
        assertThat(receiver.accepted()).isEmpty();
        assertThat(delivery.deliverDue(now)).isEqualTo(1);
        assertThat(receiver.accepted()).hasSize(1);
    }

    @Test
    void a_dead_channel_is_an_alarm_and_the_mail_goes_out_instead_until_it_works_again() throws Exception {
        receiver.answer(key -> 500);
        wishes("head", webHook(), new Destination(ChannelType.EMAIL, "head@example.gov.cn", null, Tier.BLUE));
        put(Tier.RED);
        put(Tier.RED);
        for (int i = 0; i < 8; i++) {
            delivery.deliverDue(now);
            now = now.plusSeconds(20);
        }
        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage told = mail.getReceivedMessages()[0];
        assertThat(told.getMessageID()).matches("<[-0-9a-f]{36}@fengqiao>");
        assertThat(told.getSubject()).contains("某某电子厂");
        assertThat((String) told.getContent()).contains("320 人", "/alerts/" + ALERT);
        assertThat(openAlarms()).isEqualTo(1);

        receiver.answer(key -> 200);
        put(Tier.RED);
        delivery.deliverDue(now.plusSeconds(60));
        assertThat(receiver.accepted()).hasSize(1);
        assertThat(openAlarms()).isZero();
    }

    @Test
    void when_nobody_answers_it_goes_to_the_stand_in_and_then_to_the_desk() throws Exception {
        receiver.answer(key -> 500);
        wishes("head", webHook());
        wishes("deputy", webHook());
        put(Tier.RED);
        for (int i = 0; i < 14; i++) {
            delivery.deliverDue(now);
            now = now.plusSeconds(20);
        }
        List<Inbox.DeliveryHistory> told = inbox.ofAlert(ALERT);
        assertThat(told)
                .extracting(entry -> entry.notification().username() + " "
                        + entry.notification().state())
                .containsExactly("head PASSED_ON", "deputy PASSED_ON", "desk SENT");
        assertThat(told.get(2).notification().why().zh()).contains("联系不上");
    }

    @Test
    void the_last_of_the_chain_is_never_given_up() throws Exception {
        receiver.answer(key -> 500);
        for (String who : List.of("head", "deputy", "desk")) wishes(who, webHook());
        put(Tier.RED);
        for (int i = 0; i < 60; i++) {
            delivery.deliverDue(now);
            now = now.plus(Duration.ofMinutes(6));
        }
        receiver.answer(key -> 200);
        delivery.deliverDue(now);
        assertThat(count("state = 'SENT' and delivered_to = 'desk' and sent_by = 'WEB_HOOK'"))
                .isEqualTo(1);
    }

    @Test
    void a_vacant_post_goes_to_the_desk_and_somebody_without_channels_has_it_in_the_inbox() throws Exception {
        execute("delete from post_holding where username in ('head', 'deputy')");
        put(Tier.RED);
        delivery.deliverDue(now);
        assertThat(count("delivered_to = 'desk' and sent_by = 'INBOX'")).isEqualTo(1);
        assertThat(inbox.of("desk", now.minusSeconds(1), now.plusSeconds(1), 10))
                .hasSize(1);
    }

    @Test
    void whoever_acknowledged_hears_no_more_of_it() throws Exception {
        wishes("head", webHook());
        put(Tier.RED);
        execute("update alert set acknowledged_at = '" + now.plusSeconds(1) + "', acknowledged_by = 'head'");
        delivery.deliverDue(now.plusSeconds(2));
        assertThat(count("state = 'WAITING'")).as("it can still be taken back").isEqualTo(1);
        delivery.deliverDue(now.plusSeconds(11));
        assertThat(receiver.accepted()).isEmpty();
        assertThat(count("state = 'STOPPED'")).isEqualTo(1);
    }

    @Test
    void the_night_is_quiet_but_for_red() throws Exception {
        now = Instant.parse("2026-03-02T15:00:00Z"); // 23:00 in the city
        preferences.put(new Preferences(
                "head", "zh", new Preferences.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)), List.of(webHook())));
        put(Tier.ORANGE);
        put(Tier.RED);
        delivery.deliverDue(now);
        assertThat(receiver.accepted()).hasSize(1);
        delivery.deliverDue(Instant.parse("2026-03-02T22:59:59Z"));
        assertThat(receiver.accepted()).hasSize(1);
        delivery.deliverDue(Instant.parse("2026-03-02T23:00:00Z"));
        assertThat(receiver.accepted()).hasSize(2);
    }

    @Test
    void a_group_bot_gets_twenty_messages_a_minute_and_the_rest_later() throws Exception {
        wishes("head", new Destination(ChannelType.WECOM, receiver.address() + "?key=k", null, Tier.BLUE));
        for (int i = 0; i < 25; i++) put(Tier.ORANGE);
        delivery.deliverDue(now);
        assertThat(receiver.accepted()).hasSize(20);
        assertThat(receiver.accepted().get(0).body())
                .contains("\"msgtype\":\"text\"")
                .doesNotContain("某某", "320");
        delivery.deliverDue(now.plusSeconds(60));
        assertThat(receiver.accepted()).hasSize(25);
        assertThat(count("channel_failures > 0")).as("being busy is no failure").isZero();
    }

    private Destination webHook() {
        return new Destination(ChannelType.WEB_HOOK, receiver.address(), SECRET, Tier.BLUE);
    }

    private void wishes(String who, Destination... channels) {
        preferences.put(new Preferences(who, "zh", null, List.of(channels)));
    }

    private void put(Tier tier) {
        var notice = new Notice(
                Notice.Kind.RAISED,
                ALERT,
                POST,
                Optional.of("head"),
                tier,
                new BilingualText("320 人", "320 employees"));
        Transactions.inTransaction(database, connection -> {
            outbox.put(connection, List.of(notice), now);
            return null;
        });
    }

    private int count(String condition) throws SQLException {
        return number("select count(*) from notification where " + condition);
    }

    private int openAlarms() throws SQLException {
        return number("select count(*) from operational_alarm where kind = 'CHANNEL_DEAD' and cleared_at is null");
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

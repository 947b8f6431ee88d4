package org.fengqiao.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.DingTalkChannel;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.notification.channel.WebHookChannel;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What delivery decides without a database: waiting, quiet hours, words, signatures, and where nothing may be sent. */
class DeliveryRulesTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 2000",
        "2, 0.5, 4000",
        "3, 0.5, 8000",
        "8, 0.5, 256000",
        "9, 0.5, 300000",
        "99, 0.5, 300000",
        "1, 0.0, 1600",
        "1, 1.0, 2400",
        "99, 1.0, 360000"
    })
    void the_wait_doubles_to_five_minutes_and_is_spread_by_a_fifth(int failures, double random, long millis) {
        assertThat(Backoff.after(failures, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // over midnight
                "22:00, 07:00, YELLOW, 2026-03-02T21:59, -",
                "22:00, 07:00, YELLOW, 2026-03-02T22:00, 2026-03-03T07:00",
                "22:00, 07:00, ORANGE, 2026-03-02T23:30, 2026-03-03T07:00",
                "22:00, 07:00, YELLOW, 2026-03-03T06:59, 2026-03-03T07:00",
                "22:00, 07:00, YELLOW, 2026-03-03T07:00, -",
                // within a day
                "12:00, 14:00, BLUE, 2026-03-02T13:00, 2026-03-02T14:00",
                "12:00, 14:00, BLUE, 2026-03-02T14:00, -",
                // never for red
                "22:00, 07:00, RED, 2026-03-02T23:30, -"
            })
    void quiet_hours_hold_back_all_but_red(LocalTime from, LocalTime to, Tier tier, String at, String until) {
        var wishes = new Preferences("zh", Optional.of(new Preferences.QuietHours(from, to)), List.of());
        assertThat(wishes.quietUntil(tier, city(at)).map(Object::toString).orElse(null))
                .isEqualTo(until == null ? null : city(until).toString());
    }

    private static Instant city(String at) {
        return java.time.LocalDateTime.parse(at).atZone(Time.CITY).toInstant();
    }

    @Test
    void a_web_hook_is_signed_as_the_specification_publishes() {
        assertThat(WebHookChannel.sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** Expected: printf '1700000000000\\nSECsecret' | openssl dgst -sha256 -hmac SECsecret -binary | base64 */
    @Test
    void dingtalk_is_signed_over_time_and_secret() {
        assertThat(DingTalkChannel.sign("SECsecret", Instant.ofEpochMilli(1_700_000_000_000L)))
                .isEqualTo("0QWYb8Ux63Sm4BhHaJNL3lv5mqW1sLFoks7vu+HFFi4=");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.gov.cn/a?b=c, true",
        "https://HOOKS.example.gov.cn/, true",
        "https://hooks.example.gov.cn:8443/, true",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1, true",
        "http://127.0.0.1:7001/in, true",
        "http://127.0.0.1:7002/in, false",
        "http://hooks.example.gov.cn/, false",
        "https://hooks.example.gov.cn.evil.test/, false",
        "https://hooks.example.gov.cn@evil.test/, false",
        "https://user@hooks.example.gov.cn/, false",
        "http://169.254.169.254/latest, false",
        "http://localhost:5432/, false",
        "file:///etc/passwd, false",
        "https:///nothing, false"
    })
    void only_listed_origins_are_ever_called(String address, boolean allowed) {
        AllowedOrigins origins =
                new AllowedOrigins(Optional.of(List.of("https://hooks.example.gov.cn", "http://127.0.0.1:7001", "")));
        assertThat(origins.allows(URI.create(address))).isEqualTo(allowed);
        if (!allowed)
            assertThatThrownBy(() -> origins.require(address))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.code()).isEqualTo("address-not-allowed"));
    }

    @Test
    void nothing_secret_is_ever_printed() {
        var robot = new Destination(ChannelType.WECOM, "https://qyapi.weixin.qq.com/send?key=SECRET", null, Tier.BLUE);
        var hook = new Destination(ChannelType.WEB_HOOK, "https://a.test/in?token=SECRET", "whsec_SECRET", Tier.BLUE);
        assertThat(robot.toString() + robot.redactedAddress() + hook + hook.redactedAddress())
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void every_kind_has_its_words_in_both_languages(Notice.Kind kind) {
        for (String language : List.of("zh", "en")) {
            OutgoingMessage message = wording().of(due(kind, false, "320 employees"), language, ChannelType.EMAIL, AT);
            assertThat(message.text())
                    .contains("https://fq.test/alerts/", "320 employees")
                    .doesNotContain("{", "null");
            assertThat(message.title())
                    .contains("某某电子厂")
                    .isEqualTo(message.text().lines().findFirst().get());
        }
    }

    @Test
    void a_reason_that_holds_a_number_of_a_person_leaves_masked_and_the_link_stays_whole() {
        ClaimedNotification due = due(Notice.Kind.RAISED, false, "电话 13912345678，身份证 11010519491231002X");
        OutgoingMessage message = wording().of(due, "zh", ChannelType.EMAIL, AT);
        assertThat(message.text())
                .doesNotContain("13912345678", "11010519491231002X")
                .contains("***", "/alerts/" + due.alert().id(), due.id().toString());
    }

    @ParameterizedTest
    @CsvSource({"WECOM, false", "DINGTALK, false", "EMAIL, true", "WEB_HOOK, true"})
    void a_group_and_whoever_hears_of_care_learn_that_something_waits_and_no_more(ChannelType via, boolean care) {
        OutgoingMessage message = wording().of(due(Notice.Kind.RAISED, care, "320 employees, red"), "zh", via, AT);
        assertThat(message.text()).contains("/alerts/").doesNotContain("某某电子厂", "320", "红");
        assertThat(message.tier()).isNull();
    }

    private static MessageRenderer wording() {
        return new MessageRenderer("https://fq.test");
    }

    private static ClaimedNotification due(Notice.Kind kind, boolean care, String why) {
        return new ClaimedNotification(
                UUID.fromString("01900000-1111-7222-8333-138001380001"),
                1,
                kind,
                Tier.RED,
                new BilingualText(why, why),
                AT,
                "head",
                0,
                0,
                List.of(),
                new ClaimedNotification.RecipientPost(
                        UUID.randomUUID(), PostKind.LABOUR_OFFICE_HEAD, new BilingualText("负责人", "Head"), "4403."),
                new ClaimedNotification.AlertSnapshot(
                        UUID.fromString("01900000-1111-7222-8333-138001380002"), care, "某某电子厂", null, null, null));
    }
}

package org.fengqiao.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What delivery decides without a database: quiet hours and words. */
class DeliveryRulesTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

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
        var wishes = new Preferences("head", "zh", new Preferences.QuietHours(from, to), List.of());
        assertThat(wishes.quietUntil(tier, city(at)).map(Object::toString).orElse(null))
                .isEqualTo(until == null ? null : city(until).toString());
    }

    private static Instant city(String at) {
        return java.time.LocalDateTime.parse(at).atZone(Time.CITY).toInstant();
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void every_kind_has_its_words_in_both_languages(Notice.Kind kind) {
        for (String language : List.of("zh", "en")) {
            OutgoingMessage message =
                    renderer().render(due(kind, false, "320 employees"), language, ChannelType.EMAIL, AT);
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
        OutgoingMessage message = renderer().render(due, "zh", ChannelType.EMAIL, AT);
        assertThat(message.text())
                .doesNotContain("13912345678", "11010519491231002X")
                .contains("***", "/alerts/" + due.alert().id(), due.id().toString());
    }

    @ParameterizedTest
    @CsvSource({"WECOM, false", "DINGTALK, false", "EMAIL, true", "WEB_HOOK, true"})
    void a_group_and_whoever_hears_of_care_learn_that_something_waits_and_no_more(ChannelType via, boolean care) {
        OutgoingMessage message = renderer().render(due(Notice.Kind.RAISED, care, "320 employees, red"), "zh", via, AT);
        assertThat(message.text()).contains("/alerts/").doesNotContain("某某电子厂", "320", "红");
        assertThat(message.tier()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"zh, false", "en, false", "zh, true", "en, true"})
    void a_text_message_is_one_short_sentence_without_names(String language, boolean care) {
        for (Notice.Kind kind : Notice.Kind.values()) {
            OutgoingMessage message =
                    renderer().render(due(kind, care, "320 employees, red"), language, ChannelType.SMS, AT);
            assertThat(message.text())
                    .hasSizeLessThanOrEqualTo(language.equals("zh") ? 70 : 153)
                    .contains("https://fq.test", "01380001")
                    .doesNotContain("某某电子厂", "320", "红", "\n", "{", "null");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 立即", "en, now"})
    void only_what_is_urgent_says_so_and_care_never(String language, String now) {
        assertThat(renderer()
                        .render(due(Notice.Kind.RAISED, false, ""), language, ChannelType.VOICE, AT)
                        .text())
                .contains(now);
        assertThat(renderer()
                        .render(due(Notice.Kind.RAISED, true, ""), language, ChannelType.VOICE, AT)
                        .text())
                .doesNotContain(now);
    }

    @Test
    void a_telephone_gets_no_address_of_this_machine() {
        OutgoingMessage message = new MessageRenderer("http://localhost:8080")
                .render(due(Notice.Kind.RAISED, false, ""), "zh", ChannelType.SMS, AT);
        assertThat(message.text()).doesNotContain("localhost").contains("登录枫桥");
    }

    @Test
    void at_red_what_rings_comes_first() {
        var mail = new Destination(ChannelType.EMAIL, "a@b.cn", null, Tier.BLUE);
        var call = new Destination(ChannelType.VOICE, "+8613912345678", null, Tier.ORANGE);
        var wishes = new Preferences("head", "zh", null, List.of(mail, call));
        assertThat(wishes.channelsFor(Tier.RED)).containsExactly(call, mail);
        assertThat(wishes.channelsFor(Tier.ORANGE)).containsExactly(mail, call);
        assertThat(wishes.channelsFor(Tier.YELLOW)).containsExactly(mail);
    }

    private static MessageRenderer renderer() {
        return new MessageRenderer("https://fq.test");
    }

    private static ClaimedNotification due(Notice.Kind kind, boolean care, String why) {
        return new ClaimedNotification(
                new Lease(UUID.fromString("01900000-1111-7222-8333-138001380001"), 1),
                kind,
                Tier.RED,
                new BilingualText(why, why),
                AT,
                "head",
                0,
                0,
                List.of(),
                false,
                null,
                new ClaimedNotification.RecipientPost(
                        UUID.randomUUID(), PostKind.LABOUR_OFFICE_HEAD, new BilingualText("负责人", "Head"), "4403."),
                new ClaimedNotification.AlertSnapshot(
                        UUID.fromString("01900000-1111-7222-8333-138001380002"),
                        care,
                        null,
                        null,
                        "某某电子厂",
                        null,
                        null,
                        null,
                        null),
                false);
    }
}

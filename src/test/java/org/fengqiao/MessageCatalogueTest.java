package org.fengqiao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.pipeline.schedule.PassJob;
import org.fengqiao.pipeline.schedule.RunOutcome;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.MessageKeys;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.EnterpriseTaskService;
import org.fengqiao.response.request.RequestKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No code reaches a reader: whatever the product can say of an alert has words in both languages. */
class MessageCatalogueTest {
    /** What the codes of an enum are called in the catalogue: a prefix and, for some, an end. */
    static Stream<Arguments> codes() {
        return Stream.of(
                arguments("event.", AlertEvent.class, ""),
                arguments("state.", AlertState.class, ""),
                arguments("next.", AlertState.class, ""),
                arguments("outcome.", AlertOutcome.class, ""),
                arguments("tier.", Tier.class, ""),
                arguments("post.", PostKind.class, ""),
                arguments("assignment.", AlertRouter.AssignmentReason.class, ""),
                arguments("suppression.", NotificationDecision.Reason.class, ""),
                arguments("contact.", AlertActions.ContactMethod.class, ""),
                arguments("request.", RequestKind.class, ""),
                arguments("reply.", EnterpriseTaskService.ReplyChannel.class, ""),
                arguments("passJob.", PassJob.class, ""),
                arguments("passOutcome.", RunOutcome.class, ""),
                arguments("notice.", Notice.Kind.class, ".title"),
                arguments("notice.", Notice.Kind.class, ".todo"));
    }

    @ParameterizedTest(name = "{0}{1}{2}")
    @MethodSource("codes")
    void every_code_has_words(String prefix, Class<? extends Enum<?>> codes, String end) {
        assertThat(codes.getEnumConstants()).allSatisfy(code -> assertThat(Messages.has(prefix + code.name() + end))
                .as(prefix + code.name() + end)
                .isTrue());
    }

    @Test
    void both_languages_have_the_same_keys_and_arguments() {
        assertThat(MessageKeys.of("zh")).isEqualTo(MessageKeys.of("en")).hasSizeGreaterThan(100);
        assertThat(MessageKeys.of("zh")).allSatisfy(key -> assertThat(MessageKeys.argumentsOf("zh", key))
                .as(key)
                .isEqualTo(MessageKeys.argumentsOf("en", key)));
    }

    static Set<String> keys() {
        return MessageKeys.of("zh");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_message_is_a_text_without_codes(String key) {
        Map<String, Object> all = new HashMap<>();
        for (String name : MessageKeys.argumentsOf("zh", key))
            all.put(name, Set.of("n", "level").contains(name) ? 3 : new BilingualText("某甲", "somebody"));
        BilingualText full = Messages.text(key, all);
        assertThat(full.zh()).matches(CodeDetector::isChinese).doesNotContain(Messages.ABSENT, "{");
        assertThat(full.en()).matches(CodeDetector::isEnglish).doesNotContain(Messages.ABSENT, "{");
        assertThat(List.of(full.zh(), full.en()))
                .allSatisfy(text -> assertThat(CodeDetector.codes(text)).isEmpty());
    }

    /** What an older version wrote may lack everything but who did it. */
    @ParameterizedTest
    @MethodSource("events")
    void a_sentence_of_the_history_needs_no_more_than_its_actor(AlertEvent event) {
        BilingualText sentence = Messages.text("event." + event, Map.of("actor", new BilingualText("王芳", "Wang Fang")));
        assertThat(List.of(sentence.zh(), sentence.en()))
                .noneMatch(text -> text.contains(Messages.ABSENT) || text.contains("{"));
        assertThat(sentence.zh()).endsWith("。");
        assertThat(sentence.en()).endsWith(".");
    }

    static Stream<AlertEvent> events() {
        return Arrays.stream(AlertEvent.values());
    }

    @Test
    void a_message_that_is_not_there_says_where_to_add_it() {
        assertThatThrownBy(() -> Messages.text("no.such")).hasMessageContaining("add it to messages/zh.properties");
    }

    @Test
    void moments_are_those_of_the_city_and_lists_are_those_of_the_language() {
        BilingualText copied = Messages.text(
                "event.RAISED",
                Map.of(
                        "tier",
                        Messages.text("tier.RED"),
                        "copies",
                        List.of(Messages.text("post.DISTRICT_HR"), Messages.text("post.TRADE_UNION"))));
        assertThat(copied.zh()).isEqualTo("预警产生，红色，抄送区人力资源局、工会。");
        assertThat(copied.en())
                .isEqualTo("Alert raised at red; copied in: district human resources bureau, trade union.");
        assertThat(Messages.text("clock.MISSED", Map.of("since", Instant.parse("2026-03-02T02:15:00Z")))
                        .en())
                .isEqualTo("overdue since 2026-03-02 10:15, not done yet");
    }

    @ParameterizedTest
    @CsvSource({
        "PT15M, 15分钟, 15 minutes",
        "PT1H, 1小时, 1 hour",
        "PT24H, 24小时, 24 hours",
        "PT90M, 90分钟, 90 minutes",
        "P7D, 7天, 7 days",
        "WP1D, 1个工作日, 1 working day",
        "WPT8H, 8小时工作时间, 8 working hours"
    })
    void a_duration_is_said_in_words(String duration, String zh, String en) {
        assertThat(DurationText.of(duration)).isEqualTo(new BilingualText(zh, en));
    }

    @ParameterizedTest
    @CsvSource({"PT20S, 1 minute", "PT59M, 59 minutes", "PT60M, 1 hour", "PT47H59M, 47 hours", "PT48H, 2 days"})
    void a_delay_is_said_in_its_largest_unit(Duration late, String en) {
        assertThat(DurationText.of(late).en()).isEqualTo(en);
    }

    /** Else the tests above would pass whatever a message says. */
    @ParameterizedTest
    @CsvSource({
        "HELD BRAKED",
        "RED → LABOUR_OFFICE_HEAD@440307013 cc MEDIATION_LEAD",
        "ack 2 → SUBDISTRICT_LEADER@9961",
        "the time (PT15M) is over",
        "closed by head.bantian",
        "CHECKED"
    })
    void what_used_to_be_shown_is_recognised_as_a_code(String text) {
        assertThat(CodeDetector.codes(text)).isNotEmpty();
    }

    @Test
    void words_names_and_rules_are_no_codes() {
        assertThat(CodeDetector.codes("王芳（信息员）签收。“已联系老板，周五发”；规则 WAG01-3 · R-RED-300 · 2026-03-02 10:15"))
                .isEmpty();
        assertThat(new TreeSet<>(CodeDetector.codes("District HR acknowledged it (ID 3).")))
                .isEmpty();
    }
}

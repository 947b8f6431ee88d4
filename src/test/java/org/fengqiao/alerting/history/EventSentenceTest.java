package org.fengqiao.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.CodeDetector;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.AlertActions.ContactMethod;
import org.fengqiao.response.EnterpriseTaskService.ReplyChannel;
import org.fengqiao.response.request.RequestKind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every event, with everything it can tell of, is a sentence in both languages: with names, and without a code. */
class EventSentenceTest {
    private static final UUID ALERT = new UUID(0, 7);
    private static final UUID HEAD = new UUID(0, 1);
    private static final UUID LEAD = new UUID(0, 2);
    private static final UUID SILENCE = new UUID(0, 3);
    private static final String MOMENT = "2026-03-02T02:15:00Z";
    private static final HistoryNames NAMES = new HistoryNames(
            Map.of("head.bantian", same("王芳"), "lead.wuhe", same("李敏")),
            Map.of(
                    HEAD, new BilingualText("坂田街道劳动办负责人", "Head of the labour office, Bantian"),
                    LEAD, new BilingualText("五和社区调解组长", "Mediation lead, Wuhe")),
            Map.of(SILENCE, new HistoryNames.NamedSilence(same("李敏"), "停产检修")));

    /** What an event can have as its arguments: one entry for each value of each code. */
    private static List<Map<String, Object>> arguments(AlertEvent event) {
        return switch (event) {
            case RAISED, UPGRADED ->
                each("tier", Tier.values(), Map.of("post", HEAD, "person", "head.bantian", "copies", List.of(LEAD)));
            case REOPENED ->
                each(
                        "formerOutcome",
                        AlertOutcome.values(),
                        Map.of(
                                "tier",
                                Tier.RED,
                                "post",
                                HEAD,
                                "formerTier",
                                Tier.ORANGE,
                                "closedAt",
                                MOMENT,
                                "closedBy",
                                "head.bantian",
                                "checkedBy",
                                "lead.wuhe"));
            case SUPPRESSED ->
                each(
                        "reason",
                        NotificationDecision.Reason.values(),
                        Map.of("until", MOMENT, "silence", SILENCE, "subject", "RULE WAG01-1"));
            case NOTIFIED -> List.of(Map.of("cause", "SUPPRESSION_ENDED"), Map.of("cause", "LEAD_CLOSED"));
            case CONTACTED -> each("method", ContactMethod.values(), Map.of());
            case ESCALATED -> {
                Map<String, Object> more =
                        Map.of("duration", "PT15M", "level", 2, "post", HEAD, "person", "head.bantian");
                yield each("step", new String[] {"ack", "contact", "plan", "close"}, more);
            }
            case REASSIGNED -> List.of(Map.of("post", HEAD, "person", "head.bantian"), Map.of("post", HEAD));
            case CLOSE_REQUESTED -> each("outcome", AlertOutcome.values(), Map.of());
            case CLOSED -> {
                List<Map<String, Object>> all = each("outcome", AlertOutcome.values(), Map.of("reviewed", true));
                all.addAll(each("outcome", AlertOutcome.values(), Map.of()));
                yield all;
            }
            case TASK_REPLIED, TASK_DONE -> {
                List<Map<String, Object>> all = each("channel", ReplyChannel.values(), Map.of());
                all.addAll(each("channel", ReplyChannel.values(), Map.of("arrived", true)));
                yield all;
            }
            case TASK_MISSED -> List.of(Map.of(), Map.of("onSite", true));
            case TIER_PROPOSED, TIER_REJECTED, TIER_SET, TIER_RESTORED ->
                each("tier", Tier.values(), Map.of("formerTier", Tier.RED, "until", MOMENT));
            case FACT_DISPUTED, FACT_CONFIRMED, FACT_CORRECTED, FACT_ANSWER_MISSED ->
                List.of(Map.of("indicator", "WAG01", "fact", new BilingualText("拖欠工资天数", "days wages are late")));
            case RAISED_BY_HAND -> each("tier", Tier.values(), Map.of());
            case TRANSFER_OFFERED, ASSISTANCE_REQUESTED ->
                List.of(Map.of("post", HEAD, "due", MOMENT), Map.of("post", HEAD));
            case TRANSFER_ACCEPTED -> List.of(Map.of("post", HEAD));
            case REQUEST_ESCALATED ->
                each("request", RequestKind.values(), Map.of("post", HEAD, "person", "head.bantian"));
            case ACKNOWLEDGED,
                    PLANNED,
                    NOTED,
                    CLOSE_REJECTED,
                    ACKNOWLEDGEMENT_WITHDRAWN,
                    NOTE_WITHDRAWN,
                    TRANSFER_RETURNED,
                    TRANSFER_WITHDRAWN,
                    ASSISTANCE_ANSWERED,
                    ASSISTANCE_WITHDRAWN -> List.of(Map.of());
            case REMINDED, ACKNOWLEDGEMENT_LAPSED -> each("tier", Tier.values(), Map.of());
            default -> List.of(Map.of("case", ALERT), Map.of("case", ALERT, "about", new BilingualText("说明", "more")));
        };
    }

    private static List<Map<String, Object>> each(String name, Object[] codes, Map<String, Object> more) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object code : codes) {
            Map<String, Object> arguments = new HashMap<>(more);
            arguments.put(name, code);
            all.add(arguments);
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> every_event_is_a_sentence_in_both_languages() {
        return Arrays.stream(AlertEvent.values()).flatMap(event -> arguments(event).stream()
                .map(arguments -> DynamicTest.dynamicTest(event + " " + arguments, () -> {
                    boolean bySystem = bySystem(event);
                    BilingualText text =
                            EventSentence.of(entry(event, arguments, bySystem ? null : "head.bantian", null), NAMES);
                    assertThat(text.zh()).endsWith("。").doesNotContain("head.bantian", "lead.wuhe", Messages.ABSENT);
                    assertThat(text.en())
                            .endsWith(".")
                            .matches("\\p{IsHan}.*|[A-Z].*")
                            .doesNotContain("head.bantian", "lead.wuhe", Messages.ABSENT, "  ");
                    assertThat(CodeDetector.codes(text.zh() + " " + text.en())).isEmpty();
                    if (!bySystem) assertThat(List.of(text.zh(), text.en())).allMatch(s -> s.contains("王芳"));
                    if (arguments.containsKey("post")) {
                        assertThat(text.zh()).contains("坂田街道劳动办负责人");
                        assertThat(text.en()).contains("Head of the labour office, Bantian");
                    }
                })));
    }

    private static boolean bySystem(AlertEvent event) {
        return switch (event) {
            case RAISED,
                    UPGRADED,
                    REOPENED,
                    SUPPRESSED,
                    NOTIFIED,
                    REMINDED,
                    ACKNOWLEDGEMENT_LAPSED,
                    ESCALATED,
                    REASSIGNED,
                    REQUEST_ESCALATED,
                    TASK_MISSED,
                    TIER_RESTORED,
                    FACT_ANSWER_MISSED,
                    MEDIATION_PERFORMANCE_DUE,
                    MEDIATION_PERIOD_ENDS -> true;
            default -> false;
        };
    }

    @Test
    void what_somebody_wrote_stands_after_the_sentence() {
        BilingualText text = EventSentence.of(
                entry(AlertEvent.CONTACTED, Map.of("method", ContactMethod.ON_SITE), "head.bantian", "老板周五发"), NAMES);
        assertThat(text)
                .isEqualTo(new BilingualText("王芳联系了企业（到场）。“老板周五发”", "王芳 contacted the enterprise on site. \"老板周五发\""));
    }

    @Test
    void an_escalation_names_the_post_it_went_to() {
        BilingualText text = EventSentence.of(
                entry(
                        AlertEvent.ESCALATED,
                        Map.of("step", "ack", "duration", "PT15M", "level", 1, "post", LEAD, "person", "lead.wuhe"),
                        null,
                        null),
                NAMES);
        assertThat(text.zh()).isEqualTo("签收时限（15分钟）已过仍未完成，上报第1级：五和社区调解组长李敏。");
        assertThat(text.en())
                .isEqualTo(
                        "The time for the acknowledgement (15 minutes) is over and it is not done; escalated to level 1:"
                                + " Mediation lead, Wuhe (李敏).");
    }

    @Test
    void a_silence_is_named_by_its_author_and_their_reason() {
        BilingualText text = EventSentence.of(
                entry(
                        AlertEvent.SUPPRESSED,
                        Map.of("reason", "SILENCED", "until", Instant.parse(MOMENT), "silence", SILENCE),
                        null,
                        null),
                NAMES);
        assertThat(text.zh()).isEqualTo("暂不通知：已静默至2026-03-02 10:15（李敏：停产检修）。");
        assertThat(text.en()).isEqualTo("Nobody notified for now: silenced until 2026-03-02 10:15 (李敏: 停产检修).");
    }

    /** A code of an older version, and a post and a silence that are gone. */
    @Test
    void what_is_not_known_any_more_is_left_out() {
        AlertHistoryEntry entry = entry(
                AlertEvent.RAISED,
                Map.of("tier", "PURPLE", "post", new UUID(0, 99), "copies", List.of(new UUID(0, 98))),
                null,
                null);
        assertThat(EventSentence.of(entry, NAMES)).isEqualTo(new BilingualText("预警产生。", "Alert raised."));
        AlertHistoryEntry braked = entry(AlertEvent.SUPPRESSED, Map.of("reason", "BRAKED"), null, null);
        assertThat(EventSentence.of(braked, NAMES).en()).isEqualTo("Nobody notified for now.");
    }

    private static AlertHistoryEntry entry(AlertEvent event, Map<String, Object> arguments, String actor, String note) {
        return new AlertHistoryEntry(ALERT, event, arguments, actor, note, List.of());
    }

    private static BilingualText same(String name) {
        return new BilingualText(name, name);
    }
}

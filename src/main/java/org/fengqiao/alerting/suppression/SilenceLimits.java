package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.area.Area;

/** What a silence may be: with a reason, not for long, not for many, and never for RED. */
@ApplicationScoped
class SilenceLimits {
    private final SilenceQueries queries;
    private final SilenceMatches matches;
    private final SuppressionSettings settings;

    SilenceLimits(SilenceQueries queries, SilenceMatches matches, SuppressionSettings settings) {
        this.queries = queries;
        this.matches = matches;
        this.settings = settings;
    }

    /** How long before the end of a silence its author is reminded. */
    Duration remindBefore() {
        return settings.silences().remindBefore();
    }

    /** Why a silence would be refused. */
    Optional<BilingualText> refusal(Silence silence, Instant now) {
        try {
            check(silence, now);
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(new BilingualText(refused.zh(), refused.en()));
        }
    }

    void check(Silence silence, Instant now) {
        if (silence.reason.isBlank()) {
            throw ProblemException.invalid(
                    "silence-without-reason",
                    "请写明静默的理由，责任人会看到。",
                    "Give the reason of the silence; those who are not notified will read it.");
        }
        checkTier(silence.maxTier);
        checkSpan(silence, now);
        if (silence.enterpriseId == null) {
            checkArea(silence);
            if (silence.rule == null && silence.indicator == null) checkEnterprises(silence);
        }
        checkMatching(silence);
    }

    private static void checkTier(Tier maxTier) {
        if (maxTier.alerts() && maxTier != Tier.RED) return;
        throw ProblemException.invalid(
                "silence-tier",
                "静默最高到橙色（BLUE、YELLOW、ORANGE）；红色预警一律通知。",
                "A silence goes up to ORANGE (BLUE, YELLOW, ORANGE); of RED people are always notified.");
    }

    private void checkSpan(Silence silence, Instant now) {
        Instant latest = now.plus(settings.silences().longest());
        if (silence.endsAt.isAfter(now) && !silence.endsAt.isAfter(latest)) return;
        long days = settings.silences().longest().toDays();
        throw ProblemException.invalid(
                "silence-too-long",
                "静默须在将来" + days + "天内结束，到期前会提醒您续期。",
                "A silence ends within the next " + days + " days; you are reminded before it does.");
    }

    private void checkArea(Silence silence) {
        Area.Level largest = settings.silences().largestArea();
        if (queries.levelOf(silence.areaPath)
                .filter(level -> level.compareTo(largest) >= 0)
                .isPresent()) return;
        throw ProblemException.invalid(
                "silence-too-broad",
                "请指定企业，或不大于" + largest + "的区域。",
                "Name an enterprise, or an area no larger than " + largest + ".");
    }

    private void checkEnterprises(Silence silence) {
        int most = settings.silences().mostEnterprises();
        if (!queries.hasMoreEnterprisesThan(most, silence.areaPath)) return;
        throw ProblemException.invalid(
                "silence-too-broad",
                "该区域企业超过" + most + "家；请再指定规则或指标，或缩小区域。",
                "The area has more than " + most
                        + " enterprises; name a rule or an indicator as well, or a smaller area.");
    }

    private void checkMatching(Silence silence) {
        int most = settings.silences().mostAlerts();
        SilenceMatches.Matches open = matches.open(silence);
        if (!open.areMoreThan(most)) return;
        int matching = open.alerts().size();
        throw ProblemException.invalid(
                "silence-too-broad",
                "现有" + matching + "条未关闭的预警符合该静默，最多" + most + "条；请缩小范围（企业、区域、规则）。",
                matching + " open alerts match this silence, " + most
                        + " is the most; narrow it by enterprise, area or rule.");
    }
}

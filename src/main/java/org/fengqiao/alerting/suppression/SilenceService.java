package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WithdrawalPeriod;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What people do with silences: look what one would hide, put one in force, read them, take one back, lift one. */
@ApplicationScoped
public class SilenceService {
    private static final int MAX_LISTED = 500;

    private final SilenceRepository silences;
    private final SilenceQueries queries;
    private final SilenceLimits limits;
    private final SilenceMatches matches;
    private final Outbox outbox;
    private final WithdrawalPeriod period;
    private final Ids ids;
    private final InstantSource clock;

    SilenceService(
            SilenceRepository silences,
            SilenceQueries queries,
            SilenceLimits limits,
            SilenceMatches matches,
            Outbox outbox,
            WithdrawalPeriod period,
            Ids ids,
            InstantSource clock) {
        this.silences = silences;
        this.queries = queries;
        this.limits = limits;
        this.matches = matches;
        this.outbox = outbox;
        this.period = period;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How many alerts a silence would hide.
     *
     * @param open those open now that match it; somebody is notified of them again only when they get graver
     * @param openByTier the same by tier
     * @param arrived those that got their tier in as long a time before now as the silence lasts: what it would have hidden then
     * @param arrivedSince when that time began
     * @param atLeast whether there are more alerts than were looked at
     * @param refusal why such a silence would be refused; null if it would not
     */
    public record SilencePreview(
            int open,
            Map<Tier, Long> openByTier,
            int arrived,
            Instant arrivedSince,
            boolean atLeast,
            BilingualText refusal) {}

    /** The path of the area it is for, or of its enterprise; refuses what is unknown, and a silence of everything. */
    public String areaPathOf(NewSilence wanted) {
        if (wanted.enterprise() != null) {
            return queries.areaPathOfEnterprise(wanted.enterprise()).orElseThrow(() -> unknown(wanted.enterprise()));
        }
        if (wanted.area() == null || wanted.area().isBlank()) {
            throw ProblemException.invalid(
                    "silence-too-broad",
                    "请指定企业或区域，不能静默全部。",
                    "Name an enterprise or an area; nobody can silence everything.");
        }
        String code = wanted.area().strip();
        return queries.areaPathOf(code).orElseThrow(() -> unknown(code));
    }

    private static ProblemException unknown(Object key) {
        return ProblemException.notFound(
                "silence-place-unknown", "没有这个企业或区域：" + key, "There is no such enterprise or area: " + key);
    }

    /** @param areaPath from {@link #areaPathOf}, after the caller checked that it is within the author's area */
    @Transactional
    public SilenceView open(NewSilence wanted, String areaPath, String author) {
        Instant now = clock.instant();
        Silence silence = silence(wanted, areaPath, author, now);
        limits.check(silence, now);
        silence.remindBefore(limits.remindBefore());
        silences.persistAndFlush(silence);
        outbox.hold(silence.id, matches.notices(silence, now), now);
        return find(silence.id);
    }

    /** What such a silence would hide, and whether it would be refused. Nothing is written. */
    public SilencePreview preview(NewSilence wanted, String areaPath, String author) {
        Instant now = clock.instant();
        Silence silence = silence(wanted, areaPath, author, now);
        return matches.preview(silence, limits.refusal(silence, now).orElse(null), now);
    }

    private Silence silence(NewSilence wanted, String areaPath, String author, Instant now) {
        if (wanted.endsAt() == null) {
            throw ProblemException.invalid(
                    "silence-without-end", "请写明静默何时结束（endsAt）。", "Say when the silence ends (endsAt).");
        }
        return new Silence(ids.next(), author, wanted, areaPath, now);
    }

    /** Its author takes it back at once: nobody hears of it, and what it suppressed is notified. */
    @Transactional
    public SilenceView withdraw(UUID id, String by) {
        Instant now = clock.instant();
        Silence silence = silences.findForUpdate(id);
        if (silence.withdraw(period, by, now)) {
            outbox.withdraw(id, Notice.Kind.SILENCED, silence.beginsAt);
            silences.endSuppressions(id, now);
            silences.flush();
        }
        return find(id);
    }

    public SilenceView find(UUID id) {
        return queries.find(id, clock.instant()).orElseThrow(() -> SilenceRepository.unknown(id));
    }

    /** Those within an area, newest first, ended ones too; {@value #MAX_LISTED} at most. */
    public List<SilenceView> within(String areaPath, Set<Dimension> dimensions) {
        return queries.within(areaPath, dimensions, MAX_LISTED, clock.instant());
    }

    /** Ends a silence now; what it suppressed is notified if it is still open. */
    @Transactional
    public SilenceView lift(UUID id, String by, String why) {
        if (why == null || why.isBlank()) {
            throw ProblemException.invalid(
                    "lift-without-reason", "请写明解除静默的理由。", "Give the reason why the silence is lifted.");
        }
        Instant now = clock.instant();
        silences.findForUpdate(id).lift(by, why.strip(), now);
        silences.endSuppressions(id, now);
        silences.flush();
        return find(id);
    }
}

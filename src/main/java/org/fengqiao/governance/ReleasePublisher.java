package org.fengqiao.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;

/**
 * From a draft to the live release: submitted, approved by somebody who wrote none of it, published from an instant on.
 * All that can fail comes first; what makes a release live is one record, committed.
 */
@ApplicationScoped
public class ReleasePublisher {
    private final DraftService drafts;
    private final DraftValidator examination;
    private final TrialService trials;
    private final Releases releases;
    private final PublicationLog publications;
    private final LiveAssessor live;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final ObjectMapper json;

    ReleasePublisher(
            DraftService drafts,
            DraftValidator examination,
            TrialService trials,
            Releases releases,
            PublicationLog publications,
            LiveAssessor live,
            AuditTrail audit,
            InstantSource clock,
            ObjectMapper json) {
        this.drafts = drafts;
        this.examination = examination;
        this.trials = trials;
        this.releases = releases;
        this.publications = publications;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
    }

    /** A release and how it came to be live; {@code until} is null as long as no other is known to follow. */
    public record PublicationRecord(Publication publication, PublicationState state, Instant until) {}

    /** Where a published release is in its life. */
    public enum PublicationState {
        ANNOUNCED,
        LIVE,
        RETIRED,
        WITHDRAWN,
        /** A record that takes back another. */
        REVOCATION
    }

    /** Puts a draft before the approvers, as it is and against what is live now. */
    @Transactional
    public void submit(UUID id, String by) {
        Draft draft = Draft.findForUpdate(id);
        ReleaseReader.read(draft.base, draft.files());
        draft.submit(by, clock.instant(), releases.liveId());
        log(draft, by, DraftLogEntry.Action.SUBMITTED, draft.contentId);
    }

    @Transactional
    public void giveBack(UUID id, String by, String comment) {
        Draft draft = Draft.findForUpdate(id);
        draft.giveBack();
        log(draft, by, DraftLogEntry.Action.GIVEN_BACK, comment);
    }

    @Transactional
    public void approve(UUID id, String by, String comment) {
        Draft draft = Draft.findForUpdate(id);
        Set<String> authors = new TreeSet<>(DraftLogEntry.authors(id));
        authors.add(draft.submittedBy == null ? draft.createdBy : draft.submittedBy);
        draft.approve(by, clock.instant(), authors);
        log(draft, by, DraftLogEntry.Action.APPROVED, comment);
    }

    @Transactional
    public void discard(UUID id, String by, String comment) {
        Draft draft = Draft.findForUpdate(id);
        draft.discard();
        log(draft, by, DraftLogEntry.Action.DISCARDED, comment);
    }

    /**
     * Makes an approved draft the live release from an instant on.
     *
     * @param from null for at once
     */
    public Publication publish(UUID id, String by, Instant from, String reason) {
        Release release = drafts.release(id);
        Assessor ready = live.prepare(release);
        DraftValidator.ValidationReport examined = examination.validate(ready);
        if (!examined.passes()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "checks-failed",
                    "检查或用例未通过（" + examined.summary().zh() + "），不能发布；请退回修改",
                    "Checks or cases do not pass (" + examined.summary().en()
                            + "), so it can't be published; give it back");
        }
        Publication made = record(id, release, examined, by, from, reason);
        live.refresh();
        return made;
    }

    @Transactional
    Publication record(
            UUID id,
            Release release,
            DraftValidator.ValidationReport examined,
            String by,
            Instant from,
            String reason) {
        publications.lock();
        Draft draft = Draft.findForUpdate(id);
        draft.requireState(Draft.State.APPROVED, "发布", "published");
        Set<String> authors = DraftLogEntry.authors(id);
        String current = releases.liveId();
        if (!current.equals(draft.submittedAgainst)) throw overtaken(draft, current);
        TrialService.Trial seen = requireViewedImpact(draft, authors, by, current);
        releases.keep(release, String.join(",", authors));
        Instant now = clock.instant();
        Publication made = publications.append(new Publication.NewPublication(
                Publication.PublicationKind.PUBLISHED,
                release.id(),
                from == null ? now : ahead(from, now),
                List.copyOf(authors),
                draft.approvedBy,
                draft.approvedAt,
                by,
                reason,
                evidence(draft, current, release, examined, seen),
                null));
        draft.markPublished(made.number());
        log(draft, by, DraftLogEntry.Action.PUBLISHED, reason);
        return made;
    }

    private TrialService.Trial requireViewedImpact(Draft draft, Set<String> authors, String by, String current) {
        Set<String> people = new TreeSet<>(authors);
        people.add(draft.approvedBy);
        people.add(by);
        return trials.findViewedImpact(draft.id, draft.contentId, current, people)
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "no-trial-seen",
                        "还没有人看过这份内容对现行版本的影响试算；请运行影响试算并查看结果后再发布",
                        "Nobody has looked at what exactly this content would change against the live release; run an"
                                + " impact trial, look at its result, then publish"));
    }

    private static ProblemException overtaken(Draft draft, String current) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "live-changed-meanwhile",
                "提交之后现行版本已由" + draft.submittedAgainst + "变为" + current + "，审批人看到的差异已不是将要发生的改变；请退回，核对差异后重新提交",
                "Since it was submitted the live release changed from " + draft.submittedAgainst + " to " + current
                        + ", so what the approver saw is not what would change; give it back, look at the difference, and"
                        + " submit it again");
    }

    private static Instant ahead(Instant from, Instant now) {
        if (from.isBefore(now)) {
            throw ProblemException.invalid(
                    "live-from-past",
                    "生效时间不能早于现在；不填则立即生效",
                    "A release can't be live from an instant that is past; leave it out to publish at once");
        }
        return from.truncatedTo(ChronoUnit.MICROS);
    }

    private String evidence(
            Draft draft,
            String current,
            Release release,
            DraftValidator.ValidationReport examined,
            TrialService.Trial seen) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("draft", draft.id);
        evidence.put("title", draft.title);
        evidence.put("against", current);
        evidence.put("difference", examination.difference(releases.byId(current).files(), release.files()));
        evidence.put("examined", examined.summary());
        evidence.put("trial", seen);
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A release that was live once is live again, at once, by one signature: it was approved when it first went live. */
    public Publication rollBack(String releaseId, String by, String reason) {
        live.prepare(releases.byId(releaseId));
        Publication made = recordRollBack(releaseId, by, reason);
        live.refresh();
        return made;
    }

    @Transactional
    Publication recordRollBack(String releaseId, String by, String reason) {
        publications.lock();
        Instant now = clock.instant();
        if (releases.liveId().equals(releaseId)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE, "live-already", "这个版本就是现行版本", "This release is the live one already");
        }
        Publication former = publications.all().stream()
                .filter(record -> record.releaseId().equals(releaseId)
                        && record.kind() != Publication.PublicationKind.WITHDRAWN
                        && !record.liveFrom().isAfter(now))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "never-live",
                        "这个版本从未启用过，不能回退到它；请按草案审批发布",
                        "This release was never live, so there is no going back to it; publish a draft instead"));
        Publication made = publications.append(new Publication.NewPublication(
                Publication.PublicationKind.ROLLED_BACK,
                releaseId,
                now,
                former.authors(),
                by,
                now,
                by,
                reason,
                "{\"from\":\"" + releases.liveId() + "\",\"former\":" + former.number() + "}",
                null));
        audit.record(by, "release-rolled-back", "release:" + releaseId, reason);
        return made;
    }

    /** Takes back what was announced and is not live yet. */
    @Transactional
    public Publication withdraw(int number, String by, String reason) {
        publications.lock();
        Instant now = clock.instant();
        PublicationRecord announced = history().stream()
                .filter(record ->
                        record.publication().number() == number && record.state() == PublicationState.ANNOUNCED)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "not-announced",
                        "第" + number + "号记录不是待生效的发布，不能撤回",
                        "Record " + number + " is no publication that waits for its time, so it can't be withdrawn"));
        Publication made = publications.append(new Publication.NewPublication(
                Publication.PublicationKind.WITHDRAWN,
                announced.publication().releaseId(),
                now,
                announced.publication().authors(),
                by,
                now,
                by,
                reason,
                "{}",
                number));
        audit.record(
                by, "release-withdrawn", "release:" + announced.publication().releaseId(), reason);
        return made;
    }

    /** All records, the latest first, each with where its release is in its life. */
    public List<PublicationRecord> history() {
        Instant now = clock.instant();
        Map<Integer, PublicationLog.LivePeriod> reigns = new LinkedHashMap<>();
        publications.livePeriods().forEach(reign -> reigns.put(reign.number(), reign));
        List<PublicationRecord> records = new java.util.ArrayList<>();
        for (Publication record : publications.all()) {
            PublicationLog.LivePeriod reign = reigns.get(record.number());
            Instant until = reign == null ? null : reign.to();
            records.add(0, new PublicationRecord(record, state(record, reign, now), until));
        }
        return records;
    }

    private static PublicationState state(Publication record, PublicationLog.LivePeriod reign, Instant now) {
        if (record.kind() == Publication.PublicationKind.WITHDRAWN) return PublicationState.REVOCATION;
        if (reign == null) return PublicationState.WITHDRAWN;
        if (reign.from().isAfter(now)) return PublicationState.ANNOUNCED;
        return reign.to() == null || reign.to().isAfter(now) ? PublicationState.LIVE : PublicationState.RETIRED;
    }

    private void log(Draft draft, String by, DraftLogEntry.Action action, String comment) {
        drafts.log(draft, by, action, null, null, null, null, null, comment);
        audit.record(by, "draft-" + action.name().toLowerCase(java.util.Locale.ROOT), "draft:" + draft.id, comment);
    }
}

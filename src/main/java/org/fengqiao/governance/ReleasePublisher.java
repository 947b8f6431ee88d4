package org.fengqiao.governance;

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
import org.fengqiao.governance.check.ValidationReport;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.governance.trial.TrialStatus;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;

/**
 * Makes an approved draft the live release. All that can fail comes first; what makes it live is one record, committed.
 */
@ApplicationScoped
public class ReleasePublisher {
    private final DraftService drafts;
    private final DraftReview review;
    private final TrialService trials;
    private final Releases releases;
    private final PublicationLog publications;
    private final LiveAssessor live;
    private final InstantSource clock;

    ReleasePublisher(
            DraftService drafts,
            DraftReview review,
            TrialService trials,
            Releases releases,
            PublicationLog publications,
            LiveAssessor live,
            InstantSource clock) {
        this.drafts = drafts;
        this.review = review;
        this.trials = trials;
        this.releases = releases;
        this.publications = publications;
        this.live = live;
        this.clock = clock;
    }

    /** @param from the instant from which it is live; null for at once */
    public Publication publish(UUID id, String by, Instant from, String reason) {
        Release release = drafts.release(id);
        Assessor assessor = live.prepare(release);
        ValidationReport report = ValidationReport.of(assessor);
        if (!report.passes()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "checks-failed",
                    "检查或用例未通过（" + report.summary().zh() + "），不能发布；请退回修改",
                    "Checks or cases do not pass (" + report.summary().en() + "), so it can't be published; reject it");
        }
        Publication publication = record(id, release, report, by, from, reason);
        live.refresh();
        return publication;
    }

    @Transactional
    Publication record(UUID id, Release release, ValidationReport report, String by, Instant from, String reason) {
        publications.lock();
        Draft draft = review.requireApproved(id);
        Set<String> authors = review.authors(draft);
        String current = releases.liveId();
        if (!current.equals(draft.submittedAgainst)) throw overtaken(draft, current);
        TrialStatus trial = requireViewedImpact(draft, authors, by, current);
        releases.keep(release, String.join(",", authors));
        Instant now = clock.instant();
        Publication publication = publications.append(new Publication.NewPublication(
                Publication.PublicationKind.PUBLISHED,
                release.id(),
                from == null ? now : requireFuture(from, now),
                List.copyOf(authors),
                draft.approvedBy,
                draft.approvedAt,
                by,
                reason,
                evidence(draft, current, release, report, trial),
                null));
        review.markPublished(draft, publication.number(), by, reason);
        return publication;
    }

    private TrialStatus requireViewedImpact(Draft draft, Set<String> authors, String by, String current) {
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
                        + ", so what the approver saw is not what would change; reject it, look at the difference, and"
                        + " submit it again");
    }

    private static Instant requireFuture(Instant from, Instant now) {
        if (from.isBefore(now)) {
            throw ProblemException.invalid(
                    "live-from-past",
                    "生效时间不能早于现在；不填则立即生效",
                    "A release can't be live from an instant that is past; leave it out to publish at once");
        }
        return from.truncatedTo(ChronoUnit.MICROS);
    }

    private Map<String, Object> evidence(
            Draft draft, String current, Release release, ValidationReport report, TrialStatus trial) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("draft", draft.id);
        evidence.put("title", draft.title);
        evidence.put("against", current);
        evidence.put("difference", ReleaseDiff.between(releases.byId(current).files(), release.files()));
        evidence.put("validation", report.summary());
        evidence.put("trial", trial);
        return evidence;
    }
}

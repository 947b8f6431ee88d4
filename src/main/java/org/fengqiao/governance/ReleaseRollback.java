package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.Publication.NewPublication;
import org.fengqiao.policy.publication.Publication.PublicationKind;
import org.fengqiao.policy.publication.PublicationHistory;
import org.fengqiao.policy.publication.PublicationHistory.PublicationState;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;

/** Back to a former release, and away from one that was announced; by one signature, for both are the safe way. */
@ApplicationScoped
public class ReleaseRollback {
    private final Releases releases;
    private final PublicationLog publications;
    private final PublicationHistory history;
    private final LiveAssessor live;
    private final AuditTrail audit;
    private final InstantSource clock;

    ReleaseRollback(
            Releases releases,
            PublicationLog publications,
            PublicationHistory history,
            LiveAssessor live,
            AuditTrail audit,
            InstantSource clock) {
        this.releases = releases;
        this.publications = publications;
        this.history = history;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
    }

    /** A release that was live once is live again at once: it was approved when it first went live. */
    public Publication rollBack(String releaseId, String by, String reason) {
        live.prepare(releases.byId(releaseId));
        Publication publication = recordRollBack(releaseId, by, reason);
        live.refresh();
        return publication;
    }

    @Transactional
    Publication recordRollBack(String releaseId, String by, String reason) {
        publications.lock();
        String current = releases.liveId();
        if (current.equals(releaseId)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE, "live-already", "这个版本就是现行版本", "This release is the live one already");
        }
        Instant now = clock.instant();
        Publication former = publications.all().stream()
                .filter(record -> record.releaseId().equals(releaseId)
                        && record.kind() != PublicationKind.WITHDRAWN
                        && !record.liveFrom().isAfter(now))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "never-live",
                        "这个版本从未启用过，不能回退到它；请按草案审批发布",
                        "This release was never live, so there is no going back to it; publish a draft instead"));
        Map<String, Object> evidence = Map.of("from", current, "former", former.number());
        Publication publication = publications.append(
                entry(PublicationKind.ROLLED_BACK, releaseId, now, former.authors(), by, reason, evidence, null));
        audit.record(by, "release-rolled-back", "release:" + releaseId, reason);
        return publication;
    }

    /** Takes back what was announced and is not live yet. */
    @Transactional
    public Publication withdraw(int number, String by, String reason) {
        publications.lock();
        Publication announced = history.find(number)
                .filter(record -> record.state() == PublicationState.ANNOUNCED)
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "not-announced",
                        "第" + number + "号记录不是待生效的发布，不能撤回",
                        "Record " + number + " is no publication that waits for its time, so it can't be withdrawn"))
                .publication();
        String releaseId = announced.releaseId();
        Publication publication = publications.append(entry(
                PublicationKind.WITHDRAWN,
                releaseId,
                clock.instant(),
                announced.authors(),
                by,
                reason,
                Map.of(),
                number));
        audit.record(by, "release-withdrawn", "release:" + releaseId, reason);
        return publication;
    }

    private static NewPublication entry(
            PublicationKind kind,
            String releaseId,
            Instant now,
            List<String> authors,
            String by,
            String reason,
            Map<String, Object> evidence,
            Integer withdraws) {
        return new NewPublication(kind, releaseId, now, authors, by, now, by, reason, evidence, withdraws);
    }
}

package org.fengqiao.response.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;

/** Requests, each changed while its alert is locked. */
@ApplicationScoped
class AlertRequestRepository implements PanacheRepositoryBase<AlertRequest, UUID> {
    /** Alerts are locked before their requests, here as everywhere. */
    private static final String CLAIM_DUE = """
            select r.* from alert_request r join alert a on a.id = r.alert_id
            where r.escalate_at <= ?1 order by r.escalate_at limit ?2 for update of a, r skip locked""";

    Optional<AlertRequest> latestTransfer(UUID alert) {
        return find("alertId = ?1 and kind = ?2 order by requestedAt desc, id desc", alert, RequestKind.TRANSFER)
                .firstResultOptional();
    }

    /** The open request for help that says the very same. */
    Optional<AlertRequest> openAssistance(UUID alert, UUID post, String by, String reason) {
        return find(
                        "alertId = ?1 and kind = ?2 and state = ?3 and askedPost = ?4 and requestedBy = ?5 and reason = ?6",
                        alert,
                        RequestKind.ASSISTANCE,
                        RequestState.OPEN,
                        post,
                        by,
                        reason)
                .firstResultOptional();
    }

    long countOpenAssistance(UUID alert) {
        return count("alertId = ?1 and kind = ?2 and state = ?3", alert, RequestKind.ASSISTANCE, RequestState.OPEN);
    }

    AlertRequest assistance(UUID alert, UUID id) {
        return findByIdOptional(id)
                .filter(request -> request.alertId.equals(alert) && request.kind == RequestKind.ASSISTANCE)
                .orElseThrow(() -> ProblemException.notFound(
                        "request-unknown",
                        "这条预警没有编号为 " + id + " 的求助。请在 /api/v1/alerts/" + alert + "/requests 查找。",
                        "This alert has no request for help " + id + ". Find it at /api/v1/alerts/" + alert
                                + "/requests."));
    }

    /** What stayed unanswered at the top and has ended needs nobody's attention any longer. */
    void clearAlarm(AlertRequest request, Instant at) {
        getEntityManager()
                .createNativeQuery("update operational_alarm set cleared_at = ?1"
                        + " where kind = ?2 and subject = ?3 and cleared_at is null")
                .setParameter(1, at)
                .setParameter(2, UnansweredRequests.ALARM)
                .setParameter(3, request.id.toString())
                .executeUpdate();
    }

    /** Locks the requests that climb by then and their alerts, without those somebody is working on. */
    @SuppressWarnings("unchecked")
    List<AlertRequest> claimDue(Instant at, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_DUE, AlertRequest.class)
                .setParameter(1, at)
                .setParameter(2, limit)
                .getResultList();
    }
}

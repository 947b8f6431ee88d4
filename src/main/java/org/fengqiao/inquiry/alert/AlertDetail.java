package org.fengqiao.inquiry.alert;

import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.alerting.suppression.SuppressionQueries;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.text.BilingualText;

/**
 * Everything about one alert.
 *
 * @param ownerNow who holds the owning post now, or null
 * @param task what the enterprise itself has to do, as worded by the route; null if the route has none
 * @param noise its suppressed notifications and the alerts of its group
 * @param assessment from when the alert was raised or last upgraded
 */
public record AlertDetail(
        AlertSummary alert,
        String uscc,
        PostSummary.PostHolder ownerNow,
        BilingualText routeReason,
        String routeLegalBasis,
        BilingualText task,
        List<Copy> copies,
        List<AlertHistoryReader.Event> events,
        SuppressionQueries.SuppressionDetail noise,
        AssessmentView assessment) {

    /** A post that was notified as well. */
    public record Copy(UUID post, String kind, String zh, String en, String username, String reason) {}
}

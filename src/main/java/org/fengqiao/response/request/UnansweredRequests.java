package org.fengqiao.response.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/** What nobody answered in time climbs to the post above, and again; at the top an operational alarm stays until it ends. */
@ApplicationScoped
public class UnansweredRequests implements ScheduledJob {
    static final String ALARM = "REQUEST_UNANSWERED";
    private static final int BATCH = 100;

    private final DataSource database;
    private final AlertRequestRepository requests;
    private final AlertRepository alerts;
    private final PostStore posts;
    private final RequestTimes times;
    private final RequestNotices notices;
    private final Outbox outbox;
    private final Ids ids;

    UnansweredRequests(
            DataSource database,
            AlertRequestRepository requests,
            AlertRepository alerts,
            PostStore posts,
            RequestTimes times,
            RequestNotices notices,
            Outbox outbox,
            Ids ids) {
        this.database = database;
        this.requests = requests;
        this.alerts = alerts;
        this.posts = posts;
        this.times = times;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "unanswered requests";
    }

    /** Lets every request climb that is due by then. Returns how many were looked at. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int batch;
        do {
            batch = Transactions.inTransaction(database, connection -> climb(connection, at));
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    private int climb(Connection connection, Instant at) throws SQLException {
        List<AlertRequest> due = requests.claimDue(at, BATCH);
        if (due.isEmpty()) return 0;
        PostDirectory directory = posts.directory(connection);
        Map<UUID, Alert> theirs = alerts.get(
                due.stream().map(request -> request.alertId).distinct().toList());
        StatementBatch batch = new StatementBatch();
        List<AlertHistoryEntry> history = new ArrayList<>();
        List<AlarmWriter.Alarm> alarms = new ArrayList<>();
        for (AlertRequest request : due) {
            Alert alert = theirs.get(request.alertId);
            if (request.isMootFor(alert)) {
                request.end(RequestState.LAPSED, null, null, at);
                requests.clearAlarm(request, at);
                continue;
            }
            Optional<PostAssignment> above = AskedPosts.above(directory, request, alert.scope(), at);
            if (above.isPresent()) history.add(climb(request, alert, above.get(), directory, at));
            else alarms.add(alarm(request, alert));
            request.lookAgainAt(times.climbsAgain(alert.tier(), at));
        }
        AlertHistory.append(batch, history, at);
        AlarmWriter.raise(batch, ALARM, alarms, at);
        batch.execute(connection);
        return due.size();
    }

    private AlertHistoryEntry climb(
            AlertRequest request, Alert alert, PostAssignment above, PostDirectory directory, Instant at) {
        PostAssignment silent = directory.assignmentOf(request.lastAsked(), at).orElseThrow();
        request.climbTo(above.postId());
        outbox.put(request.id, notices.climbed(alert, request, silent, above, at), at);
        Map<String, Object> told = new HashMap<>();
        told.put("request", request.kind);
        told.put("post", above.postId());
        told.put("person", above.username().orElse(null));
        return AlertHistoryEntry.bySystem(alert.id(), alert.record(AlertEvent.REQUEST_ESCALATED), told);
    }

    private AlarmWriter.Alarm alarm(AlertRequest request, Alert alert) {
        BilingualText text = Messages.text(
                "request." + request.kind + ".unanswered",
                Map.of("alert", alert.id().toString(), "tier", Messages.text("tier." + alert.tier())));
        return new AlarmWriter.Alarm(ids.next(), request.id.toString(), text);
    }
}

package org.fengqiao.response.escalation;

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
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertOwner;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.alerting.routing.AlertRouter.AssignmentReason;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.AbsenceQueries;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostKind;
import org.fengqiao.registry.post.PostStore;

/** When somebody is away, whoever stands in takes over their open alerts and is notified of each. */
@ApplicationScoped
public class AbsenceHandover implements ScheduledJob {
    private static final int ABSENCES_AT_A_TIME = 50;
    private static final int ALERTS_AT_A_TIME = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final DataSource database;
    private final AbsenceQueries absences;
    private final PostStore posts;
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final Outbox outbox;

    AbsenceHandover(
            DataSource database,
            AbsenceQueries absences,
            PostStore posts,
            AlertRepository alerts,
            AlertHistory history,
            Outbox outbox) {
        this.database = database;
        this.absences = absences;
        this.posts = posts;
        this.alerts = alerts;
        this.history = history;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "absences";
    }

    /** Hands over the alerts of those whose absence has begun. Returns how many alerts. */
    @Override
    public int runDue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            int all = 0;
            for (PostDirectory.AbsencePeriod absence : absences.claimBegun(connection, at, ABSENCES_AT_A_TIME)) {
                if (absence.to().isAfter(at)) all += handOver(connection, absence.username(), at);
            }
            return all;
        });
    }

    private int handOver(Connection connection, String username, Instant at) throws SQLException {
        PostDirectory directory = posts.directory(connection);
        int all = 0;
        UUID last = FIRST;
        List<Alert> owned;
        do {
            owned = alerts.lockOwnedBy(username, last, ALERTS_AT_A_TIME);
            all += handOver(owned, directory, at);
            if (!owned.isEmpty()) last = owned.get(owned.size() - 1).id();
        } while (owned.size() == ALERTS_AT_A_TIME);
        return all;
    }

    private int handOver(List<Alert> owned, PostDirectory directory, Instant at) {
        List<AlertHistoryEntry> entries = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Alert alert : owned) {
            PostAssignment successor = successor(directory, alert, at);
            if (successor.username().equals(Optional.of(alert.owner().username()))) continue;
            Optional<AlertEvent> event = alert.reassign(owner(alert, successor));
            if (event.isEmpty()) continue;
            BilingualText why = Messages.text(
                    "why.REASSIGNED", Map.of("tier", Messages.text("tier." + alert.tier()), "post", successor.name()));
            Map<String, Object> arguments = new HashMap<>(Map.of("post", successor.postId()));
            arguments.put("person", successor.username().orElse(null));
            entries.add(AlertHistoryEntry.bySystem(alert.id(), event.get(), arguments));
            notices.add(new Notice(
                    Notice.Kind.ESCALATED, alert.id(), successor.postId(), successor.username(), alert.tier(), why));
        }
        history.append(entries, at);
        outbox.put(notices, at);
        return notices.size();
    }

    private static AlertOwner owner(Alert alert, PostAssignment successor) {
        boolean samePost = successor.postId().equals(alert.owner().post());
        AssignmentReason reason = samePost ? AssignmentReason.STANDS_IN : AssignmentReason.POST_VACANT;
        return new AlertOwner(successor.postId(), successor.username().orElse(null), reason.name());
    }

    /** The same post if somebody answers for it, else the duty desk; what concerns care stays with a care team. */
    private static PostAssignment successor(PostDirectory directory, Alert alert, Instant at) {
        PostAssignment post = directory.assignmentOf(alert.owner().post(), at).orElseThrow();
        if (post.occupancy() != PostAssignment.Occupancy.VACANT) return post;
        if (alert.scope().dimension() == Dimension.CARE)
            return directory.findNearest(PostKind.CARE_TEAM, "", at).orElse(post);
        return directory.dutyDesk(alert.scope().areaPath(), at);
    }
}

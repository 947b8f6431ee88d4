package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.mediation.SourceAlerts.SourceAlert;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.post.PostStore;

/** Notifies people about a case, in the transaction of what they are told of. */
@ApplicationScoped
public class CaseNotifier {
    private final SourceAlerts alerts;
    private final PostStore posts;
    private final Outbox outbox;
    private final DataSource database;

    CaseNotifier(SourceAlerts alerts, PostStore posts, Outbox outbox, DataSource database) {
        this.alerts = alerts;
        this.posts = posts;
        this.outbox = outbox;
        this.database = database;
    }

    /** The mediator, or the owner of the alert where there is no mediator. */
    void notifyMediator(MediationCase mediation, BilingualText why, Instant at) {
        SourceAlert alert = alerts.get(mediation.alertId());
        put(List.of(mediation.mediator() == null ? toOwner(alert, why) : toMediator(mediation, alert, why)), at);
    }

    /** The mediator and the owner of the alert; once, if that is the same person. */
    public void notifyAll(MediationCase mediation, BilingualText why, Instant at) {
        SourceAlert alert = alerts.get(mediation.alertId());
        List<Notice> notices = new ArrayList<>(List.of(toOwner(alert, why)));
        if (mediation.mediator() != null && !isOwner(mediation.mediator(), alert, at))
            notices.add(toMediator(mediation, alert, why));
        put(notices, at);
    }

    private boolean isOwner(String username, SourceAlert alert, Instant at) {
        return posts.directory()
                .assignmentOf(alert.ownerPost(), at)
                .flatMap(post -> post.username())
                .filter(username::equals)
                .isPresent();
    }

    private void put(List<Notice> notices, Instant at) {
        Transactions.inTransaction(database, connection -> {
            outbox.put(connection, notices, at);
            return null;
        });
    }

    private static Notice toOwner(SourceAlert alert, BilingualText why) {
        return new Notice(Notice.Kind.MEDIATION, alert.id(), alert.ownerPost(), Optional.empty(), alert.tier(), why);
    }

    private static Notice toMediator(MediationCase mediation, SourceAlert alert, BilingualText why) {
        return new Notice(
                Notice.Kind.MEDIATION, alert.id(), null, Optional.of(mediation.mediator()), alert.tier(), why);
    }
}

package org.fengqiao.response.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.Text;
import org.fengqiao.response.notification.Outbox;

/** Tells people of a case, in the transaction of what they are told of. */
@ApplicationScoped
class CaseNews {
    private final MediationStore cases;
    private final Outbox outbox;

    CaseNews(MediationStore cases, Outbox outbox) {
        this.cases = cases;
        this.outbox = outbox;
    }

    /** The mediator; where there is none, whoever answers for the alert. */
    void tellMediator(Connection connection, MediationCase one, Text why, Instant at) throws SQLException {
        MediationStore.Alert alert = cases.alert(connection, one.alertId());
        outbox.put(connection, List.of(one.mediator() == null ? toOwner(alert, why) : toMediator(one, alert, why)), at);
    }

    /** The mediator and whoever answers for the alert; once, if that is the same person. */
    void tell(Connection connection, MediationCase one, Text why, Instant at) throws SQLException {
        MediationStore.Alert alert = cases.alert(connection, one.alertId());
        List<Notice> notices = new ArrayList<>(List.of(toOwner(alert, why)));
        boolean other = one.mediator() != null && !cases.holds(connection, alert.ownerPost(), one.mediator(), at);
        if (other) notices.add(toMediator(one, alert, why));
        outbox.put(connection, notices, at);
    }

    private static Notice toOwner(MediationStore.Alert alert, Text why) {
        return new Notice(Notice.Kind.MEDIATION, alert.id(), alert.ownerPost(), Optional.empty(), alert.tier(), why);
    }

    private static Notice toMediator(MediationCase one, MediationStore.Alert alert, Text why) {
        return new Notice(Notice.Kind.MEDIATION, alert.id(), null, Optional.of(one.mediator()), alert.tier(), why);
    }
}

package org.fengqiao.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.text.BilingualText;

/** Tells people of a case, in the transaction of what they are told of. */
@ApplicationScoped
public class CaseNotifier {
    private final MediationStore cases;
    private final Outbox outbox;

    CaseNotifier(MediationStore cases, Outbox outbox) {
        this.cases = cases;
        this.outbox = outbox;
    }

    /** The mediator; where there is none, whoever answers for the alert. */
    void tellMediator(Connection connection, MediationCase one, BilingualText why, Instant at) throws SQLException {
        MediationStore.SourceAlert alert = cases.alert(connection, one.alertId());
        outbox.put(connection, List.of(one.mediator() == null ? toOwner(alert, why) : toMediator(one, alert, why)), at);
    }

    /** The mediator and whoever answers for the alert; once, if that is the same person. */
    public void tell(Connection connection, MediationCase one, BilingualText why, Instant at) throws SQLException {
        MediationStore.SourceAlert alert = cases.alert(connection, one.alertId());
        List<Notice> notices = new ArrayList<>(List.of(toOwner(alert, why)));
        boolean other = one.mediator() != null && !cases.holds(connection, alert.ownerPost(), one.mediator(), at);
        if (other) notices.add(toMediator(one, alert, why));
        outbox.put(connection, notices, at);
    }

    private static Notice toOwner(MediationStore.SourceAlert alert, BilingualText why) {
        return new Notice(Notice.Kind.MEDIATION, alert.id(), alert.ownerPost(), Optional.empty(), alert.tier(), why);
    }

    private static Notice toMediator(MediationCase one, MediationStore.SourceAlert alert, BilingualText why) {
        return new Notice(Notice.Kind.MEDIATION, alert.id(), null, Optional.of(one.mediator()), alert.tier(), why);
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;

/** Sends what was held back when its time has come: ended silences and cooldowns, digests, reminders. */
@ApplicationScoped
public class SuppressionJob implements ScheduledJob {
    private final SuppressionExpiry held;
    private final ThrottleDigests digests;
    private final SilenceReminders reminders;
    private final Outbox outbox;
    private final DataSource database;

    SuppressionJob(
            SuppressionExpiry held,
            ThrottleDigests digests,
            SilenceReminders reminders,
            Outbox outbox,
            DataSource database) {
        this.held = held;
        this.digests = digests;
        this.reminders = reminders;
        this.outbox = outbox;
        this.database = database;
    }

    @Override
    public String name() {
        return "notices held back";
    }

    /** Does what is due by then; gives back how many notices were made. */
    @Override
    public int runDue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            List<Notice> notices = new ArrayList<>(held.noticesDue(connection, at));
            notices.addAll(digests.due(connection, at));
            notices.addAll(reminders.due(at));
            outbox.put(connection, notices, at);
            return notices.size();
        });
    }
}

package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.Digests;
import org.fengqiao.alerting.HeldBack;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Reminders;
import org.fengqiao.registry.Transactions;
import org.fengqiao.response.notification.Outbox;

/** Sends what was held back when its time has come: ended silences and cooldowns, digests, reminders. */
@ApplicationScoped
public class NoiseWatch implements TimedWork {
    private final HeldBack held;
    private final Digests digests;
    private final Reminders reminders;
    private final Outbox outbox;
    private final DataSource database;

    NoiseWatch(HeldBack held, Digests digests, Reminders reminders, Outbox outbox, DataSource database) {
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
            List<Notice> notices = new ArrayList<>(held.due(connection, at));
            notices.addAll(digests.due(connection, at));
            notices.addAll(reminders.due(connection, at));
            outbox.put(connection, notices, at);
            return notices.size();
        });
    }
}

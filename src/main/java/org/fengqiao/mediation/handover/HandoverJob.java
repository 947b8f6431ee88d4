package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.mediation.CaseReminderJob;
import org.fengqiao.platform.ScheduledJob;

/** Sends packages to their receiver, and tells of what ends. */
@ApplicationScoped
public class HandoverJob implements ScheduledJob {
    private static final int MOST_AT_ONCE = 50;

    private final PackageDelivery receipts;
    private final CaseReminderJob reminders;
    private final Optional<CourtClient> receiver;

    HandoverJob(
            PackageDelivery receipts,
            CaseReminderJob reminders,
            @ConfigProperty(name = "fengqiao.handover.receiver") Optional<URI> address,
            @ConfigProperty(name = "fengqiao.handover.token") Optional<String> token) {
        this.receipts = receipts;
        this.reminders = reminders;
        this.receiver = address.map(uri -> new CourtClient(uri, token.orElse(null)));
    }

    @Override
    public String name() {
        return "mediations";
    }

    @Override
    public int runDue(Instant at) {
        int told = whileThere(() -> reminders.tellNext(at));
        return told
                + receiver.map(to -> whileThere(() -> receipts.deliverNext(to, at)))
                        .orElse(0);
    }

    private static int whileThere(BooleanSupplier next) {
        int done = 0;
        while (done < MOST_AT_ONCE && next.getAsBoolean()) done++;
        return done;
    }
}

package org.fengqiao.mediation.handover;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.mediation.CaseReminderJob;
import org.fengqiao.platform.ScheduledJob;

/** Sends the reminders of cases, and packages to their receiver. */
@ApplicationScoped
public class HandoverJob implements ScheduledJob {
    private static final int LIMIT = 50;

    private final PackageDelivery delivery;
    private final CaseReminderJob reminders;
    private final Optional<CourtClient> receiver;

    HandoverJob(
            PackageDelivery delivery,
            CaseReminderJob reminders,
            @ConfigProperty(name = "fengqiao.handover.receiver") Optional<URI> address,
            @ConfigProperty(name = "fengqiao.handover.token") Optional<String> token) {
        this.delivery = delivery;
        this.reminders = reminders;
        this.receiver = address.map(uri -> new CourtClient(uri, token.orElse(null)));
    }

    @Override
    public String name() {
        return "mediations";
    }

    @Override
    public int runDue(Instant at) {
        int reminded = countWhile(() -> reminders.remindNext(at));
        return reminded
                + receiver.map(court -> countWhile(() -> delivery.deliverNext(court, at)))
                        .orElse(0);
    }

    private static int countWhile(BooleanSupplier next) {
        int done = 0;
        while (done < LIMIT && next.getAsBoolean()) done++;
        return done;
    }
}

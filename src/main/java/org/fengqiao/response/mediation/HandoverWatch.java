package org.fengqiao.response.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.response.TimedWork;

/** Sends packages to their receiver, and tells of agreements whose day went by. */
@ApplicationScoped
public class HandoverWatch implements TimedWork {
    private static final int MOST_AT_ONCE = 50;

    private final Handovers handovers;
    private final Optional<Receiver> receiver;

    HandoverWatch(
            Handovers handovers,
            @ConfigProperty(name = "fengqiao.handover.receiver") Optional<URI> address,
            @ConfigProperty(name = "fengqiao.handover.token") Optional<String> token) {
        this.handovers = handovers;
        this.receiver = address.map(uri -> new Receiver(uri, token.orElse(null)));
    }

    @Override
    public String name() {
        return "mediations";
    }

    @Override
    public int runDue(Instant at) {
        int done = handovers.tellOfOverdue(at);
        if (receiver.isEmpty()) return done;
        for (int sent = 0; sent < MOST_AT_ONCE && handovers.deliverNext(receiver.get(), at); sent++) done++;
        return done;
    }
}

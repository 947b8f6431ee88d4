package org.fengqiao.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clock that everything is handed; a process that is to play the past is started with the instant it begins at. */
@ApplicationScoped
class ProcessClock implements SettableClock {
    private final InstantSource system = Time.systemClock();
    private volatile Instant stopped;

    ProcessClock(@ConfigProperty(name = PROPERTY) Optional<Instant> beginsAt) {
        stopped = beginsAt.orElse(null);
    }

    @Override
    public Instant instant() {
        Instant at = stopped;
        return at == null ? system.instant() : at;
    }

    @Override
    public void set(Instant at) {
        stopped = at;
    }

    @Override
    public void reset() {
        stopped = null;
    }

    @Override
    public boolean isSet() {
        return stopped != null;
    }
}

package org.fengqiao.platform;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the application: the system's, unless it is set, as a demonstration does that plays the past. A clock that is
 * set stands still, and as long as it is, nothing runs by itself: whoever sets it runs what is due.
 */
public interface SettableClock extends InstantSource {
    /** Names the instant at which the clock of a process stands from its start on; without it the system's clock counts. */
    String PROPERTY = "fengqiao.clock";

    void set(Instant at);

    /** Back to the system's clock. */
    void reset();

    boolean isSet();
}

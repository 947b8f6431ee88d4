package org.fengqiao.response.notification;

import java.time.Duration;
import java.util.Optional;

/** A message did not get through. The reason goes into the log of attempts, so it holds no secret and no address. */
class NotDelivered extends Exception {
    private final Duration busy;

    NotDelivered(String reason) {
        this(reason, null);
    }

    private NotDelivered(String reason, Duration busy) {
        super(reason, null, false, false);
        this.busy = busy;
    }

    /** The receiver takes no more just now; that is not a failure of the channel. */
    static NotDelivered busy(String reason, Duration wait) {
        return new NotDelivered(reason, wait);
    }

    Optional<Duration> busy() {
        return Optional.ofNullable(busy);
    }
}

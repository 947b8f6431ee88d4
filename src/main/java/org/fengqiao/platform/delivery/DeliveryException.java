package org.fengqiao.platform.delivery;

import java.time.Duration;
import java.util.Optional;

/** A message did not get through. The reason goes into the log of attempts, so it holds no secret and no address. */
public class DeliveryException extends Exception {
    private final Duration busy;

    public DeliveryException(String reason) {
        this(reason, null);
    }

    private DeliveryException(String reason, Duration busy) {
        super(reason, null, false, false);
        this.busy = busy;
    }

    /** The receiver takes no more just now; that is not a failure of the channel. */
    public static DeliveryException busy(String reason, Duration wait) {
        return new DeliveryException(reason, wait);
    }

    public Optional<Duration> busy() {
        return Optional.ofNullable(busy);
    }
}

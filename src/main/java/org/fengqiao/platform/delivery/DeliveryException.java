package org.fengqiao.platform.delivery;

import java.time.Duration;
import java.util.Optional;

/** A message was not delivered. The reason is stored with the attempt, so it holds no secret and no address. */
public class DeliveryException extends Exception {
    private final Duration busy;

    public DeliveryException(String reason) {
        this(reason, null);
    }

    private DeliveryException(String reason, Duration busy) {
        super(reason, null, false, false);
        this.busy = busy;
    }

    /** The receiver accepts no more for now, which is not a failure of the channel. */
    public static DeliveryException busy(String reason, Duration wait) {
        return new DeliveryException(reason, wait);
    }

    public Optional<Duration> busy() {
        return Optional.ofNullable(busy);
    }
}

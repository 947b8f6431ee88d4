package org.fengqiao.platform.delivery;

import java.time.Duration;
import java.util.Optional;

/** A message was not delivered. The reason is stored with the attempt, so it holds no secret and no address. */
public class DeliveryException extends Exception {
    private final Duration busy;
    private final boolean refused;

    public DeliveryException(String reason) {
        this(reason, null, false);
    }

    private DeliveryException(String reason, Duration busy, boolean refused) {
        super(reason, null, false, false);
        this.busy = busy;
        this.refused = refused;
    }

    /** The receiver accepts no more for now, which is not a failure of the channel. */
    public static DeliveryException busy(String reason, Duration wait) {
        return new DeliveryException(reason, wait, false);
    }

    /** The channel works, but there is nobody at this address, and trying again would not help. */
    public static DeliveryException refused(String reason) {
        return new DeliveryException(reason, null, true);
    }

    public Optional<Duration> busy() {
        return Optional.ofNullable(busy);
    }

    public boolean isRefused() {
        return refused;
    }

    /** Whether it speaks against the channel as a whole, and not only against this message or address. */
    public boolean isFaultOfChannel() {
        return busy == null && !refused;
    }
}

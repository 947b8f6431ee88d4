package org.fengqiao.notification.channel;

import org.fengqiao.platform.delivery.DeliveryException;

/** A way out: hands over one message, once, or says why it could not. Retrying is not its work. */
public interface NotificationChannel {
    ChannelType type();

    void send(OutgoingMessage message, Destination to) throws DeliveryException;
}

package org.fengqiao.notification.channel;

import org.fengqiao.platform.delivery.DeliveryException;

/** Sends one message, once, or throws the reason why it could not. It does not retry. */
public interface NotificationChannel {
    ChannelType type();

    void send(OutgoingMessage message, Destination to) throws DeliveryException;
}

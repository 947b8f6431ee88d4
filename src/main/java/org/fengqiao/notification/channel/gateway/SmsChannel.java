package org.fengqiao.notification.channel.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.NotificationChannel;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.delivery.DeliveryException;

/** Sends text messages through the gateway of a network operator. */
@ApplicationScoped
class SmsChannel implements NotificationChannel {
    private final GatewayClient gateway;

    SmsChannel(
            SmsGateway settings,
            @ConfigProperty(name = "fengqiao.delivery.connect-timeout") Duration connect,
            @ConfigProperty(name = "fengqiao.delivery.answer-timeout") Duration answer) {
        this.gateway = new GatewayClient("FENGQIAO_SMS", settings, connect, answer);
    }

    @Override
    public ChannelType type() {
        return ChannelType.SMS;
    }

    @Override
    public boolean isConfigured() {
        return gateway.isConfigured();
    }

    @Override
    public Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException {
        return gateway.send(message, to.nationalPhone(), to.address());
    }
}

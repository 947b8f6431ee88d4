package org.fengqiao.notification.channel;

import com.google.common.base.Throwables;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.delivery.DeliveryException;

/** Sends mail; the Message-ID is the same on every attempt. */
@ApplicationScoped
class MailChannel implements NotificationChannel {
    /** Replies of RFC 5321 that speak of the mailbox: unknown, moved away, its name not allowed. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    private final ReactiveMailer mailer;
    private final Optional<String> from;
    private final Duration timeout;

    MailChannel(
            ReactiveMailer mailer,
            @ConfigProperty(name = "fengqiao.delivery.mail-from") Optional<String> from,
            @ConfigProperty(name = "fengqiao.delivery.mail-timeout") Duration timeout) {
        this.mailer = mailer;
        this.from = from;
        this.timeout = timeout;
    }

    @Override
    public ChannelType type() {
        return ChannelType.EMAIL;
    }

    @Override
    public boolean isConfigured() {
        return from.isPresent();
    }

    @Override
    public Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException {
        if (from.isEmpty()) throw new DeliveryException("no sender is set (FENGQIAO_SMTP_FROM)");
        Mail mail = Mail.withText(to.address(), message.title(), message.text())
                .setFrom(from.get())
                .addHeader("Message-ID", "<" + message.key() + "@fengqiao>")
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            mailer.send(mail).await().atMost(timeout);
            return Optional.empty();
        } catch (RuntimeException e) {
            // The message of a mail server can repeat the address.
            for (Throwable cause : Throwables.getCausalChain(e)) {
                if (cause instanceof SMTPException smtp && NO_SUCH_MAILBOX.contains(smtp.getReplyCode()))
                    throw DeliveryException.refused("the mail server: no such mailbox (" + smtp.getReplyCode() + ")");
            }
            throw new DeliveryException("the mail server: " + e.getClass().getSimpleName());
        }
    }
}

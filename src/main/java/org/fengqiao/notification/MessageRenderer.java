package org.fengqiao.notification;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;

/**
 * Renders a notification in the language of its reader, from the templates in resources/notification. What many may read
 * names neither enterprise, tier nor reason, and neither does anything about care. What goes to a telephone is short, and
 * says of the tier how soon somebody must act. Every rendered text is masked.
 */
@ApplicationScoped
class MessageRenderer {
    private static final String FOLDER = "/notification/";
    /** From here to its end a number is short enough to be read out; its beginning is only the time. */
    private static final int SHORT_NUMBER = 28;

    private final Engine engine = Engine.builder().addDefaults().build();
    private final Map<String, Template> templates = new HashMap<>();
    private final String publicUrl;
    /** For a telephone, which cannot open an address of this machine. */
    private final String site;

    MessageRenderer(@ConfigProperty(name = "fengqiao.public-url") String publicUrl) {
        this.publicUrl = publicUrl;
        this.site = publicUrl.matches("https?://(localhost|127\\.).*") ? null : publicUrl;
        for (String name : new String[] {
            "full.zh", "full.en", "discreet.zh", "discreet.en", "sms.zh", "sms.en", "voice.zh", "voice.en"
        }) templates.put(name, engine.parse(read(name + ".txt")));
    }

    OutgoingMessage render(ClaimedNotification notification, String language, ChannelType channel, Instant at) {
        boolean discreet = channel.isShared() || notification.isCare();
        String text = templates
                .get(template(channel, discreet) + "." + language)
                .data("urgent", notification.tier() == Tier.RED && !notification.isCare())
                .data("site", site)
                .data("short", notification.id().toString().substring(SHORT_NUMBER))
                .data("tier", word("tier." + notification.tier(), language))
                .data("title", word("notice." + notification.kind() + ".title", language))
                .data("todo", word("notice." + notification.kind() + ".todo", language))
                .data(
                        "enterprise",
                        notification.alert() == null
                                ? null
                                : notification.alert().enterprise())
                .data(
                        "post",
                        notification.post() == null
                                ? "-"
                                : choose(notification.post().name(), language))
                .data("why", choose(notification.why(), language))
                .data("link", link(notification))
                .data("number", notification.id())
                .render();
        String masked = maskAllBut(text, notification);
        return new OutgoingMessage(
                notification.id(),
                notification.kind(),
                notification.alert() == null ? null : notification.alert().id(),
                discreet ? null : notification.tier(),
                masked.lines().findFirst().orElseThrow(),
                masked.stripTrailing(),
                link(notification),
                notification.madeAt(),
                at);
    }

    private static String template(ChannelType channel, boolean discreet) {
        return switch (channel) {
            case SMS -> "sms";
            case VOICE -> "voice";
            case INBOX, EMAIL, WEB_HOOK, WECOM, DINGTALK -> discreet ? "discreet" : "full";
        };
    }

    /** Our own ids consist of digits too but name nobody, so they are kept as they are. */
    private String maskAllBut(String text, ClaimedNotification notification) {
        String id = notification.id().toString();
        String link = link(notification);
        return Masking.mask(text.replace(link, "{link}").replace(id, "{number}"))
                .replace("{link}", link)
                .replace("{number}", id);
    }

    private String link(ClaimedNotification notification) {
        ClaimedNotification.AlertSnapshot alert = notification.alert();
        if (alert == null) return publicUrl + "/";
        // Mediators see their case, and not the alert that led to it.
        return alert.mediationCase() == null
                ? publicUrl + "/alerts/" + alert.id()
                : publicUrl + "/mediation-cases/" + alert.mediationCase();
    }

    private static String word(String key, String language) {
        return choose(Messages.text(key), language);
    }

    private static String choose(BilingualText text, String language) {
        return language.equals("zh") ? text.zh() : text.en();
    }

    private static String read(String name) {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return MessageRenderer.class.getResourceAsStream(FOLDER + name);
    }
}

package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.WebHookSignature;
import org.fengqiao.policy.Tier;

/** How people say they want to be told: checked, kept, and shown without what is secret. */
@ApplicationScoped
public class NotificationSettings {
    private static final int MOST_CHANNELS = 8;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,255}");

    private final PreferenceStore store;
    private final AllowedOrigins origins;
    private final AuditTrail audit;

    NotificationSettings(PreferenceStore store, AllowedOrigins origins, AuditTrail audit) {
        this.store = store;
        this.origins = origins;
        this.audit = audit;
    }

    /**
     * One channel, in the order they are tried.
     *
     * @param address where it leads; of a robot only its host is ever shown
     * @param secret only ever taken in, never shown; left out, the former one stays
     * @param leastTier from which tier on it is used
     */
    public record ChannelSetting(String type, String address, String secret, String leastTier) {
        /** Never prints what is secret. */
        @Override
        public String toString() {
            return "ChannelSetting[" + type + "]";
        }
    }

    /** @param quietFrom and quietTo as 22:00, in the time of the city; both or neither */
    public record SettingsView(String language, String quietFrom, String quietTo, List<ChannelSetting> channels) {}

    public SettingsView of(String username) {
        Preferences kept = store.of(username);
        return new SettingsView(
                kept.language(),
                kept.quiet().map(hours -> hours.from().toString()).orElse(null),
                kept.quiet().map(hours -> hours.to().toString()).orElse(null),
                kept.channels().stream()
                        .map(to -> new ChannelSetting(
                                to.type().name(),
                                to.redactedAddress(),
                                null,
                                to.leastTier().name()))
                        .toList());
    }

    public SettingsView put(String username, SettingsView said) {
        List<Destination> former = store.of(username).channels();
        List<ChannelSetting> lines = said.channels() == null ? List.of() : said.channels();
        if (lines.size() > MOST_CHANNELS)
            throw ProblemException.invalid(
                    "too-many-channels",
                    "每人最多 " + MOST_CHANNELS + " 个通知渠道，请删去一些。",
                    "At most " + MOST_CHANNELS + " channels a person; leave some out.");
        List<Destination> channels = new ArrayList<>();
        for (ChannelSetting line : lines) channels.add(destination(line, former));
        store.put(username, new Preferences(language(said.language()), quiet(said), channels));
        audit.record("notification-settings-changed", username, channels.size() + " channels");
        return of(username);
    }

    private Destination destination(ChannelSetting line, List<Destination> former) {
        ChannelType type = oneOf("type", ChannelType.class, line.type());
        Tier least = line.leastTier() == null ? Tier.BLUE : oneOf("leastTier", Tier.class, line.leastTier());
        if (line.address() == null) throw malformed(type);
        Optional<Destination> same = former.stream()
                .filter(known -> known.type() == type
                        && (known.address().equals(line.address())
                                || known.redactedAddress().equals(line.address())))
                .findFirst();
        String address = same.map(Destination::address).orElse(line.address());
        String secret = line.secret() != null
                ? line.secret()
                : same.map(Destination::secret).orElse(null);
        switch (type) {
            case INBOX -> throw malformed(type);
            case EMAIL -> {
                if (!MAIL.matcher(address).matches()) throw malformed(type);
                secret = null;
            }
            case WEB_HOOK -> {
                requireAllowed(address);
                requireSigningSecret(secret);
            }
            case WECOM, DINGTALK -> requireAllowed(address);
        }
        return new Destination(type, address, secret, least);
    }

    private void requireAllowed(String address) {
        try {
            if (origins.allows(URI.create(address))) return;
        } catch (IllegalArgumentException e) {
            // no address at all; refused below
        }
        throw ProblemException.invalid(
                "address-not-allowed",
                "不允许向该地址发送。请填写 https 地址，并请系统管理员将其来源加入 FENGQIAO_WEBHOOK_ORIGINS。",
                "Nothing may be sent to this address. Give an https address, and ask your administrator to add its"
                        + " origin to FENGQIAO_WEBHOOK_ORIGINS.");
    }

    private static void requireSigningSecret(String secret) {
        if (WebHookSignature.isSecret(secret)) return;
        throw ProblemException.invalid(
                "secret-malformed",
                "网络回调需要签名密钥：whsec_ 加 24 至 64 字节的 Base64。请重新生成。",
                "A web hook needs a signing secret: whsec_ and 24 to 64 bytes in Base64. Generate a new one.");
    }

    private static String language(String language) {
        if (language == null) return "zh";
        if (language.equals("zh") || language.equals("en")) return language;
        throw ProblemException.invalid("language-unknown", "language 只能是 zh 或 en。", "language is zh or en.");
    }

    private static Optional<Preferences.QuietHours> quiet(SettingsView said) {
        if (said.quietFrom() == null && said.quietTo() == null) return Optional.empty();
        try {
            var hours = new Preferences.QuietHours(
                    LocalTime.parse(String.valueOf(said.quietFrom())), LocalTime.parse(String.valueOf(said.quietTo())));
            if (!hours.from().equals(hours.to())) return Optional.of(hours);
        } catch (DateTimeException e) {
            // told below
        }
        throw ProblemException.invalid(
                "quiet-hours-malformed",
                "免打扰时段须同时给出起止时间（如 22:00、07:00），且不能相同。红色预警始终送达。",
                "Quiet hours have a beginning and an end, such as 22:00 and 07:00, which differ. Red always comes.");
    }

    private static ProblemException malformed(ChannelType type) {
        return ProblemException.invalid(
                "channel-malformed",
                type + " 的地址不正确。电子邮件写成 a@b.cn，其余写 https 地址；收件箱始终可用，无需设置。",
                "The address of " + type + " is not right. Mail is a@b.cn, all others an https address; the inbox is"
                        + " always there and needs none.");
    }

    private static <E extends Enum<E>> E oneOf(String field, Class<E> type, String text) {
        try {
            return Enum.valueOf(type, String.valueOf(text).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String known = List.of(type.getEnumConstants()).toString();
            throw ProblemException.invalid(
                    "channel-malformed", field + " 只能是 " + known + "。", field + " is one of " + known + ".");
        }
    }
}

package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
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

/** How people set their notifications: checked, kept, and shown without what is secret. */
@ApplicationScoped
public class NotificationSettings {
    private static final int MOST_CHANNELS = 8;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,255}");

    private final PreferencesRepository preferences;
    private final AllowedOrigins origins;
    private final AuditTrail audit;

    NotificationSettings(PreferencesRepository preferences, AllowedOrigins origins, AuditTrail audit) {
        this.preferences = preferences;
        this.origins = origins;
        this.audit = audit;
    }

    /**
     * One channel, in the order they are tried.
     *
     * @param address where it leads; of a group bot only the host is ever shown, of a telephone number not its middle
     * @param secret only ever taken in, never shown; left out, the former one stays
     * @param leastTier the lowest tier that uses it
     */
    public record ChannelSetting(String type, String address, String secret, String leastTier) {
        private static ChannelSetting of(Destination destination) {
            return new ChannelSetting(
                    destination.type().name(),
                    destination.redactedAddress(),
                    null,
                    destination.leastTier().name());
        }

        /** Never prints what is secret. */
        @Override
        public String toString() {
            return "ChannelSetting[" + type + "]";
        }
    }

    /** @param quietFrom and quietTo as 22:00, in the time of the city; both or neither */
    public record SettingsView(String language, String quietFrom, String quietTo, List<ChannelSetting> channels) {}

    @Transactional
    public SettingsView of(String username) {
        Preferences kept = preferences.of(username);
        Optional<Preferences.QuietHours> quiet = Optional.ofNullable(kept.quiet);
        return new SettingsView(
                kept.language,
                quiet.map(hours -> hours.from().toString()).orElse(null),
                quiet.map(hours -> hours.to().toString()).orElse(null),
                kept.channels.stream().map(ChannelSetting::of).toList());
    }

    @Transactional
    public SettingsView put(String username, SettingsView wanted) {
        List<Destination> former = preferences.of(username).channels;
        List<ChannelSetting> settings = wanted.channels() == null ? List.of() : wanted.channels();
        if (settings.size() > MOST_CHANNELS)
            throw ProblemException.invalid(
                    "too-many-channels",
                    "每人最多 " + MOST_CHANNELS + " 个通知渠道，请删去一些。",
                    "At most " + MOST_CHANNELS + " channels per person; leave some out.");
        List<Destination> channels =
                settings.stream().map(setting -> destination(setting, former)).toList();
        preferences.put(new Preferences(username, language(wanted.language()), quiet(wanted), channels));
        audit.record("notification-settings-changed", username, channels.size() + " channels");
        return of(username);
    }

    private Destination destination(ChannelSetting setting, List<Destination> former) {
        ChannelType type = oneOf("type", ChannelType.class, setting.type());
        Tier least =
                setting.leastTier() == null ? leastTier(type) : oneOf("leastTier", Tier.class, setting.leastTier());
        if (setting.address() == null) throw malformed(type);
        Optional<Destination> same = former.stream()
                .filter(known -> known.type() == type
                        && (known.address().equals(setting.address())
                                || known.redactedAddress().equals(setting.address())))
                .findFirst();
        String address = same.map(Destination::address).orElse(setting.address());
        String secret = setting.secret() != null
                ? setting.secret()
                : same.map(Destination::secret).orElse(null);
        switch (type.address()) {
            case NONE -> throw malformed(type);
            case MAIL -> {
                if (!MAIL.matcher(address).matches()) throw malformed(type);
                secret = null;
            }
            case SIGNED_URL -> {
                requireAllowed(address);
                requireSigningSecret(secret);
            }
            case GROUP_BOT_URL -> requireAllowed(address);
            case PHONE -> {
                address = Destination.storedPhone(type, address).orElseThrow(() -> malformed(type));
                secret = null;
            }
        }
        return new Destination(type, address, secret, least);
    }

    /** A telephone rings for what cannot wait. */
    private static Tier leastTier(ChannelType type) {
        return type.isPhone() ? Tier.RED : Tier.BLUE;
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

    private static Preferences.QuietHours quiet(SettingsView wanted) {
        if (wanted.quietFrom() == null && wanted.quietTo() == null) return null;
        try {
            var hours = new Preferences.QuietHours(
                    LocalTime.parse(String.valueOf(wanted.quietFrom())),
                    LocalTime.parse(String.valueOf(wanted.quietTo())));
            if (!hours.from().equals(hours.to())) return hours;
        } catch (DateTimeException e) {
            // refused below
        }
        throw ProblemException.invalid(
                "quiet-hours-malformed",
                "免打扰时段须同时给出起止时间（如 22:00、07:00），且不能相同。红色预警始终送达。",
                "Quiet hours need a beginning and an end that differ, such as 22:00 and 07:00. Red is always sent.");
    }

    private static ProblemException malformed(ChannelType type) {
        return ProblemException.invalid(
                "channel-malformed",
                type + " 的地址不正确。电子邮件写成 a@b.cn，短信写手机号，电话写手机号或带区号的座机，其余写 https 地址；" + "收件箱始终可用，无需设置。",
                "The address of " + type
                        + " is not valid. Mail is a@b.cn, SMS a mobile number, VOICE a mobile number or"
                        + " a landline with its area code, all others an https address; the inbox is always there and"
                        + " needs no setting.");
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

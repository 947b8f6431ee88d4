package org.fengqiao.notification.channel.gateway;

import com.google.common.hash.Hashing;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.notification.channel.ChannelType;

/** Reads the delivery reports of a gateway, once they prove to come from it. */
@ApplicationScoped
public class GatewayReports {
    /** More than a gateway sends at once. */
    private static final int MOST = 1_000;

    private final Map<ChannelType, ReportReader> readers = new EnumMap<>(ChannelType.class);

    GatewayReports(SmsGateway sms, VoiceGateway voice) {
        add(ChannelType.SMS, sms);
        add(ChannelType.VOICE, voice);
    }

    /**
     * What became of a message.
     *
     * @param reference what the gateway calls the message
     */
    public record GatewayReport(String reference, boolean delivered) {}

    private record ReportReader(String secret, Pattern report, Pattern delivered) {
        boolean isFrom(String body, String signature, String given) {
            String expected = Hashing.hmacSha256(secret.getBytes(StandardCharsets.UTF_8))
                    .hashString(body, StandardCharsets.UTF_8)
                    .toString();
            return signature != null && same(expected, signature.toLowerCase(Locale.ROOT))
                    || given != null && same(secret, given);
        }

        private static boolean same(String expected, String given) {
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(ChannelType channel, PhoneGateway gateway) {
        PhoneGateway.Report settings = gateway.report();
        settings.secret()
                .ifPresent(secret -> readers.put(
                        channel,
                        new ReportReader(
                                secret,
                                Pattern.compile(settings.pattern(), Pattern.DOTALL),
                                Pattern.compile(settings.delivered()))));
    }

    /**
     * The reports in what was sent; empty when it does not prove to come from the gateway.
     *
     * @param signature HMAC-SHA256 of the body under the secret, in hexadecimal digits; or null
     * @param secret the secret itself, from gateways that sign nothing; or null
     */
    public Optional<List<GatewayReport>> read(ChannelType channel, String body, String signature, String secret) {
        ReportReader reader = readers.get(channel);
        if (reader == null || !reader.isFrom(body, signature, secret)) return Optional.empty();
        List<GatewayReport> reports = new ArrayList<>();
        Matcher found = reader.report().matcher(body);
        while (reports.size() < MOST && found.find()) {
            String status = found.group("status");
            reports.add(new GatewayReport(
                    found.group("id"), reader.delivered().matcher(status).matches()));
        }
        return Optional.of(reports);
    }
}

package org.fengqiao.notification.channel.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.OutboundHttp;

/** Hands a message to a gateway as its settings say. What they get wrong is said at the start, not at night. */
final class GatewayClient {
    private final PhoneGateway settings;
    private final Map<String, String> headers;
    private final Optional<Pattern> accepted;
    private final Optional<Pattern> reference;
    private final OutboundHttp http;

    /** @param name what the settings begin with, such as FENGQIAO_SMS */
    GatewayClient(String name, PhoneGateway settings, Duration connectTimeout, Duration answerTimeout) {
        this.settings = settings;
        this.headers = headers(name, settings.headers().orElse(""));
        this.accepted = settings.accepted().map(text -> pattern(name + "_ACCEPTED", text, 0));
        this.reference = settings.reference().map(text -> pattern(name + "_REFERENCE", text, 1));
        requireReadable(name, settings.report());
        this.http = settings.url()
                .map(url -> new OutboundHttp(AllowedOrigins.of(origin(name, url)), connectTimeout, answerTimeout))
                .orElse(null);
    }

    boolean isConfigured() {
        return http != null;
    }

    /** Returns what the gateway calls the message; empty when it uses our own number. */
    Optional<String> send(OutgoingMessage message, String national, String e164) throws DeliveryException {
        if (http == null) throw new DeliveryException("no gateway is set");
        Map<String, String> values =
                Map.of("id", message.key().toString(), "phone", national, "e164", e164, "text", message.text());
        URI address = URI.create(GatewayTemplate.address(settings.url().orElseThrow(), values));
        String body = GatewayTemplate.body(settings.body(), settings.contentType(), values);
        String answer = http.send(settings.method().name(), address, settings.contentType(), headers, body);
        if (accepted.isPresent() && !accepted.get().matcher(answer).find())
            throw new DeliveryException("the gateway did not accept it");
        return reference
                .map(pattern -> pattern.matcher(answer))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static Map<String, String> headers(String name, String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon < 1) throw wrong(name + "_HEADERS", "每行一个，写成 Name: value", "one a line, written as Name: value");
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
        return headers;
    }

    /** Reports come later, so what is wrong with them is looked for now. */
    private static void requireReadable(String name, PhoneGateway.Report report) {
        String pattern = pattern(name + "_REPORT_PATTERN", report.pattern(), 2).pattern();
        if (!pattern.contains("(?<id>") || !pattern.contains("(?<status>"))
            throw wrong(name + "_REPORT_PATTERN", "须有名为 id 和 status 的组", "a pattern with the groups id and status");
        pattern(name + "_REPORT_DELIVERED", report.delivered(), 0);
    }

    /** The placeholders of an address stand behind its host, and no character of theirs may be in a URI. */
    private static URI origin(String name, String url) {
        try {
            URI address = URI.create(url.replaceAll("[{}]", ""));
            if (address.getHost() != null && address.getScheme().matches("https?")) return address;
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw wrong(name + "_URL", "须为 http 或 https 地址", "an http or https address");
    }

    private static Pattern pattern(String name, String text, int groups) {
        try {
            Pattern pattern = Pattern.compile(text, Pattern.DOTALL);
            if (pattern.matcher("").groupCount() >= groups) return pattern;
        } catch (PatternSyntaxException e) {
            // refused below
        }
        throw wrong(
                name,
                groups == 0 ? "须为正则表达式" : "须为带一个括号组的正则表达式",
                groups == 0 ? "a regular expression" : "a regular expression with a group");
    }

    /** The value is not repeated: headers and addresses can hold a secret. */
    private static ProblemException wrong(String setting, String zh, String en) {
        return ProblemException.invalid(
                "gateway-setting-wrong",
                "设置 " + setting + " 不正确：" + zh + "（见 docs/notifications.md）",
                "The setting " + setting + " is not valid: it is " + en + " (see docs/notifications.md)");
    }
}

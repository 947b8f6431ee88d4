package org.fengqiao.notification.channel.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders of an address or a body; each value is escaped as its surroundings need it. */
final class GatewayTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|phone|e164|text)}");

    private GatewayTemplate() {}

    static String body(String template, String contentType, Map<String, String> values) {
        return fill(template, escaping(contentType), values);
    }

    static String address(String template, Map<String, String> values) {
        return fill(template, GatewayTemplate::urlEncoded, values);
    }

    private static String fill(String template, UnaryOperator<String> escape, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(escape.apply(values.get(found.group(1)))));
    }

    private static UnaryOperator<String> escaping(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json"))
            return value -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
        if (type.contains("x-www-form-urlencoded")) return GatewayTemplate::urlEncoded;
        if (type.contains("xml"))
            return value -> value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&apos;");
        return UnaryOperator.identity();
    }

    private static String urlEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

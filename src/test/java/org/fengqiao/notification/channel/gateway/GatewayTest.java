package org.fengqiao.notification.channel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.gateway.GatewayReports.GatewayReport;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings make of a message, and of what a gateway reports. */
class GatewayTest {
    private static final String SECRET = "what only the gateway knows";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"to\":\"{phone}\",\"text\":\"{text}\"} | {\"to\":\"139\",\"text\":\"a \\\"b\\\" & <c>\"}",
                "application/x-www-form-urlencoded | to={phone}&text={text} | to=139&text=a+%22b%22+%26+%3Cc%3E",
                "text/xml | <m to='{phone}'>{text}</m> | <m to='139'>a &quot;b&quot; &amp; &lt;c&gt;</m>",
                "text/plain | {phone} {unknown} {text} | 139 {unknown} a \"b\" & <c>"
            })
    void values_are_escaped_as_their_surroundings_need_it(String type, String template, String filled) {
        assertThat(GatewayTemplate.body(template, type, Map.of("phone", "139", "text", "a \"b\" & <c>")))
                .isEqualTo(filled);
    }

    @Test
    void a_value_in_an_address_cannot_become_another_parameter() {
        assertThat(GatewayTemplate.address(
                        "http://g.test/?to={e164}&text={text}", Map.of("e164", "+86139", "text", "a&to=1")))
                .isEqualTo("http://g.test/?to=%2B86139&text=a%26to%3D1");
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://g.test/, FENGQIAO_SMS_URL",
        "url, nowhere, FENGQIAO_SMS_URL",
        "headers, Authorization Bearer x, FENGQIAO_SMS_HEADERS",
        "accepted, (, FENGQIAO_SMS_ACCEPTED",
        "reference, msgid, FENGQIAO_SMS_REFERENCE"
    })
    void a_wrong_setting_is_named_at_the_start_and_its_value_is_not_repeated(
            String setting, String value, String named) {
        SmsGateway gateway = settings(Map.of("fengqiao.sms." + setting, value));
        assertThatThrownBy(
                        () -> new GatewayClient("FENGQIAO_SMS", gateway, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("Bearer x");
    }

    @Test
    void reports_in_the_usual_form_are_read_one_by_one() {
        String body = "[{\"id\":\"m-1\",\"status\":\"DELIVRD\"},{\"id\":\"m-2\",\"status\":\"UNDELIV\"},"
                + "{\"id\":\"m-3\",\"at\":\"2026-03-02\",\"status\":0}]";
        assertThat(reports(Map.of()).read(ChannelType.SMS, body, null, SECRET))
                .contains(List.of(
                        new GatewayReport("m-1", true),
                        new GatewayReport("m-2", false),
                        new GatewayReport("m-3", true)));
    }

    @Test
    void reports_in_another_form_are_read_by_settings() {
        GatewayReports reports = reports(Map.of(
                "fengqiao.sms.report.pattern", "msgid=(?<id>[^&]+)&stat=(?<status>\\w+)",
                "fengqiao.sms.report.delivered", "OK"));
        assertThat(reports.read(ChannelType.SMS, "msgid=7&stat=OK", null, SECRET))
                .contains(List.of(new GatewayReport("7", true)));
    }

    @Test
    void a_report_proves_by_signature_or_secret_where_it_comes_from() {
        GatewayReports reports = reports(Map.of());
        String body = "{\"id\":\"m-1\",\"status\":\"DELIVRD\"}";
        String signature = Hashing.hmacSha256(SECRET.getBytes(StandardCharsets.UTF_8))
                .hashString(body, StandardCharsets.UTF_8)
                .toString();
        assertThat(reports.read(ChannelType.SMS, body, signature, null)).isPresent();
        assertThat(reports.read(ChannelType.SMS, body, null, SECRET)).isPresent();
        assertThat(reports.read(ChannelType.SMS, body + " ", signature, null)).isEmpty();
        assertThat(reports.read(ChannelType.SMS, body, null, "guessed")).isEmpty();
        assertThat(reports.read(ChannelType.SMS, body, null, null)).isEmpty();
        assertThat(reports.read(ChannelType.VOICE, body, signature, SECRET))
                .as("no secret is set for it")
                .isEmpty();
    }

    private static GatewayReports reports(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("fengqiao.sms.report.secret", SECRET);
        return new GatewayReports(settings(all), voice());
    }

    private static SmsGateway settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SmsGateway.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SmsGateway.class);
    }

    private static VoiceGateway voice() {
        return new SmallRyeConfigBuilder()
                .withMapping(VoiceGateway.class)
                .build()
                .getConfigMapping(VoiceGateway.class);
    }
}

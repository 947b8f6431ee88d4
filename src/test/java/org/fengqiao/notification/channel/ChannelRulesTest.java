package org.fengqiao.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fengqiao.policy.Tier;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {
    /** Expected: printf '1700000000000\\nSECsecret' | openssl dgst -sha256 -hmac SECsecret -binary | base64 */
    @Test
    void dingtalk_is_signed_over_time_and_secret() {
        assertThat(DingTalkChannel.sign("SECsecret", Instant.ofEpochMilli(1_700_000_000_000L)))
                .isEqualTo("0QWYb8Ux63Sm4BhHaJNL3lv5mqW1sLFoks7vu+HFFi4=");
    }

    @Test
    void nothing_secret_is_ever_printed() {
        var robot = new Destination(ChannelType.WECOM, "https://qyapi.weixin.qq.com/send?key=SECRET", null, Tier.BLUE);
        var hook = new Destination(ChannelType.WEB_HOOK, "https://a.test/in?token=SECRET", "whsec_SECRET", Tier.BLUE);
        assertThat(robot.toString() + robot.redactedAddress() + hook + hook.redactedAddress())
                .doesNotContain("SECRET");
    }
}

package org.fengqiao.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebHookSignatureTest {
    @Test
    void a_web_hook_is_signed_as_the_specification_publishes() {
        assertThat(WebHookSignature.sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==, false",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, false",
        "whsec_not base64, false",
        ", false"
    })
    void a_secret_has_its_prefix_and_a_key_of_24_to_64_bytes(String text, boolean accepted) {
        assertThat(WebHookSignature.isSecret(text)).isEqualTo(accepted);
    }
}

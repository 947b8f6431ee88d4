package org.fengqiao.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.gov.cn/a?b=c, true",
        "https://HOOKS.example.gov.cn/, true",
        "https://hooks.example.gov.cn:8443/, true",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1, true",
        "http://127.0.0.1:7001/in, true",
        "http://127.0.0.1:7002/in, false",
        "http://hooks.example.gov.cn/, false",
        "https://hooks.example.gov.cn.evil.test/, false",
        "https://hooks.example.gov.cn@evil.test/, false",
        "https://user@hooks.example.gov.cn/, false",
        "http://169.254.169.254/latest, false",
        "http://localhost:5432/, false",
        "file:///etc/passwd, false",
        "https:///nothing, false"
    })
    void only_listed_origins_are_ever_called(String address, boolean allowed) {
        AllowedOrigins origins = AllowedOrigins.parse(
                List.of("https://qyapi.weixin.qq.com", "https://hooks.example.gov.cn", "http://127.0.0.1:7001", ""));
        assertThat(origins.allows(URI.create(address))).isEqualTo(allowed);
    }
}

package org.fengqiao.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleLanguageTest {
    @Test
    void the_first_variable_that_is_set_decides() {
        assertThat(ConsoleLanguage.of(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(ConsoleLanguage.ZH);
        assertThat(ConsoleLanguage.of(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
                .isEqualTo(ConsoleLanguage.EN);
        assertThat(ConsoleLanguage.of(Map.of("LC_ALL", "", "LANG", "zh_CN.UTF-8")))
                .isEqualTo(ConsoleLanguage.ZH);
        assertThat(ConsoleLanguage.of(Map.of())).isEqualTo(ConsoleLanguage.EN);
    }
}

package org.fengqiao.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.fengqiao.platform.text.BilingualText;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void aligns_chinese_and_latin() {
        TextTable table = TextTable.of(new BilingualText("企业", "Enterprise"), new BilingualText("等级", "Tier"))
                .row("坂田电子厂", "RED")
                .row("ACME", null);

        assertThat(table.print(ConsoleLanguage.ZH).lines()).containsExactly("企业        等级", "坂田电子厂  RED", "ACME");
    }
}

package org.fengqiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.fengqiao.platform.Text;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsChineseAndLatin() {
        Table table = Table.of(new Text("企业", "Enterprise"), new Text("等级", "Tier"))
                .row("坂田电子厂", "RED")
                .row("ACME", null);

        assertThat(table.print(Language.ZH).lines()).containsExactly("企业        等级", "坂田电子厂  RED", "ACME");
    }
}

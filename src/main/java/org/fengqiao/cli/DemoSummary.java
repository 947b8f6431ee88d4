package org.fengqiao.cli;

import java.util.Map;
import java.util.stream.Collectors;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.demo.year.DemoCounts;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.platform.text.BilingualText;

/** The year of the demo in a few lines that a newcomer understands. */
final class DemoSummary {
    private DemoSummary() {}

    static TextTable of(DemoCommand.Result result) {
        DemoCounts counts = result.counts();
        TextTable table = TextTable.of(new BilingualText("一年之内", "Within a year"), new BilingualText("数量", "How many"))
                .row("企业 enterprises", counts.enterprises())
                .row("预警 alerts", counts.alerts() + "，" + joined(counts.states()))
                .row("结果 outcomes", joined(counts.outcomes()))
                .row("逾期上报 escalated", counts.escalated())
                .row("企业好转 recovered", counts.recovered())
                .row(
                        "事件 disputes",
                        "预见 foreseen " + counts.eventsForeseen() + "，漏报 missed " + counts.eventsMissed()
                                + "，提前天数 days ahead " + known(counts.leadDaysMedian()))
                .row("准确率 precision", known(counts.precision()))
                .row("调解 mediations", joined(counts.cases()))
                .row("规则发布 releases", joined(counts.releases()))
                .row(
                        "静默与汇总 silences, digests",
                        counts.silences() + "，" + counts.digests() + "；组 groups " + counts.groups());
        if (result.intake() == null) return table;
        table.row("拒收的行 rows refused", result.intake().refused());
        if (result.intake().pass() != null) stages(table, result);
        return table.row("秒 seconds", result.seconds());
    }

    private static void stages(TextTable table, DemoCommand.Result result) {
        table.row("生成秒数 seconds to generate", result.generateSeconds());
        for (ImportReport report : result.intake().imports())
            table.row("导入秒数 seconds to import " + report.source(), report.seconds());
        table.row("评估秒数 seconds to assess", result.intake().pass().seconds());
    }

    /** Nothing is computed from a few. */
    private static String known(Double figure) {
        return figure == null ? "-" : figure.toString();
    }

    private static String joined(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package org.fengqiao.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.alerts.TopAlerts;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.cli.console.WebServerCommand;
import org.fengqiao.demo.DemoAccounts;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.pipeline.schedule.PassSchedule;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "生成一个演示城市，导入、评估、预警，然后提供网页 / Make a demo city, take it in, assess it, raise alerts and serve",
            "第二次启动直接使用已有数据 / The second start uses what is there"
        })
public class DemoCommand implements Runnable, WebServerCommand {
    /** Known to everybody, so a demo listens on this machine only. */
    static final String PASSWORD = "fengqiao-demo";

    @Option(names = "--size", defaultValue = "20000", description = "企业数，至多 2600000 / enterprises, at most 2600000")
    int size;

    @Option(names = "--seed", defaultValue = "1", description = "随机种子 / seed of the generator")
    long seed;

    @Option(names = "--no-serve", description = "完成后退出 / end when done instead of serving")
    boolean noServe;

    @Mixin
    CommandOutput out;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    @Inject
    DemoBuilder demo;

    @Inject
    TierCounts counts;

    @Inject
    TopAlerts alerts;

    @Inject
    PassSchedule schedule;

    /** What the command prints. */
    record Result(double generateSeconds, List<ImportReport> imports, AssessCommand.Result assessed, double seconds) {}

    @Override
    public boolean isServing() {
        return !noServe;
    }

    @Override
    public void run() {
        if (!Set.of("localhost", "127.0.0.1", "::1").contains(host) && !noServe) {
            throw ProblemException.forbidden(
                    "demo-is-local",
                    "演示账号的密码人人知道，演示只能在本机提供；请去掉 FENGQIAO_HOST",
                    "Everybody knows the passwords of the demo, so it serves this machine only; unset FENGQIAO_HOST");
        }
        if (demo.isBuilt()) {
            out.say(new BilingualText(
                    "演示城市已在，直接启动。换一个城市请先删除数据文件夹。",
                    "The demo city is there already. Delete the data folder to make another."));
            out.show(counts.labour(), () -> alerts.printed(null, 10));
        } else {
            Result result = demo.build(size, seed, out);
            out.show(result, () -> summary(result));
            if (!out.json()) out.show(result, () -> alerts.printed(null, 10));
        }
        sayAccounts();
        if (noServe) return;
        schedule.start();
        ServeCommand.announce(out, port);
        Quarkus.waitForExit();
    }

    private void sayAccounts() {
        StringBuilder names = new StringBuilder();
        for (DemoAccounts.Account account : DemoAccounts.all()) {
            names.append(System.lineSeparator())
                    .append("  ")
                    .append(account.username())
                    .append("  ")
                    .append(account.role());
        }
        out.say(new BilingualText(
                "演示账号（密码均为 " + PASSWORD + "）：" + names, "Demo accounts (password of each: " + PASSWORD + "):" + names));
    }

    private static TextTable summary(Result result) {
        TextTable table = AssessCommand.table(result.assessed());
        table.row("生成秒数 seconds to generate", result.generateSeconds());
        for (ImportReport report : result.imports()) {
            table.row(
                    "导入 imported " + report.source(),
                    report.accepted() + " / " + report.rows() + "，拒收 rejected " + report.rejected() + "，"
                            + report.seconds() + " s");
        }
        return table.row("总秒数 seconds in all", result.seconds());
    }
}

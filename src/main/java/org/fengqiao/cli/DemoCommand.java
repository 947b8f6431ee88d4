package org.fengqiao.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.alerts.TopAlerts;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.FoundingCommand;
import org.fengqiao.cli.console.WebServerCommand;
import org.fengqiao.demo.city.DemoAccounts;
import org.fengqiao.demo.city.DemoCity;
import org.fengqiao.demo.year.DemoCounts;
import org.fengqiao.demo.year.DemoYear;
import org.fengqiao.demo.year.YearPlan;
import org.fengqiao.pipeline.schedule.PassSchedule;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "生成一个演示城市，演完一年，然后提供网页 / Make a demo city, play a year in it, then serve it",
            "第二次启动直接使用已有数据 / The second start uses what is there"
        })
public class DemoCommand implements Runnable, WebServerCommand, FoundingCommand {
    /** Known to everybody, so a demo listens on this machine only. */
    static final String PASSWORD = "fengqiao-demo";

    @Option(
            names = "--size",
            defaultValue = "" + DemoCity.DEFAULT_SIZE,
            description = "企业数，至多 2600000 / enterprises, at most 2600000")
    int size;

    @Option(names = "--seed", defaultValue = "1", description = "随机种子 / seed of the generator")
    long seed;

    @Option(
            names = "--weeks",
            defaultValue = "8",
            description = "演最后多少周，0 为一次导入 / last weeks to play; 0 takes everything in at once")
    int weeks;

    @Option(names = "--day", description = "演到哪天为止，默认今天 / the day to play up to, by default today")
    LocalDate day;

    @Option(names = "--no-serve", description = "完成后退出 / end when done instead of serving")
    boolean noServe;

    @Mixin
    CommandOutput out;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    @Inject
    DemoBuilder demo;

    @Inject
    ServingNotice notice;

    @Inject
    TopAlerts alerts;

    @Inject
    PassSchedule schedule;

    /** What the command prints; without a plan, intake and seconds where the city was there already. */
    record Result(
            YearPlan plan,
            double generateSeconds,
            DemoYear.Intake intake,
            double seconds,
            Map<String, Long> tiers,
            DemoCounts counts) {}

    @Override
    public boolean isServing() {
        return !noServe;
    }

    @Override
    public Optional<Instant> beginsAt(Path data) {
        return weeks == 0 || DemoBuilder.isDone(data) ? Optional.empty() : Optional.of(plan().begin());
    }

    private YearPlan plan() {
        LocalDate today = LocalDate.ofInstant(Time.systemClock().instant(), Time.CITY);
        return new YearPlan(size, seed, day == null ? today : day, weeks);
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
            show(demo.found());
        } else {
            show(demo.build(plan(), out));
        }
        sayAccounts();
        if (noServe) return;
        schedule.start();
        notice.print(out);
        Quarkus.waitForExit();
    }

    private void show(Result result) {
        out.show(result, () -> DemoSummary.of(result));
        if (!out.json()) out.show(result, () -> alerts.printed(null, 10));
    }

    private void sayAccounts() {
        StringBuilder names = new StringBuilder();
        for (DemoAccounts.Account account : DemoAccounts.all()) {
            names.append(System.lineSeparator())
                    .append("  ")
                    .append(account.username())
                    .append("  ")
                    .append(account.role())
                    .append("  ")
                    .append(account.name());
        }
        out.say(new BilingualText(
                "演示账号（密码均为 " + PASSWORD + "）：" + names, "Demo accounts (password of each: " + PASSWORD + "):" + names));
    }
}

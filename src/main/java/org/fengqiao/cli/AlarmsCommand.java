package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.inquiry.OperationalAlarms;
import org.fengqiao.notification.reach.ReachabilityAlarms;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "alarms",
        description = "系统自身的告警，例如通知不到的岗位，最新的在前 / Open alarms of the system itself, such as posts that cannot be"
                + " told, newest first")
public class AlarmsCommand implements Runnable {
    private static final int MOST = 5_000;

    @Option(names = "--kind", description = "只列一种 / only of this kind, such as POST_UNREACHABLE")
    String kind;

    @Option(names = "--top", defaultValue = "200", description = "最多几条，至多 5000 / how many, at most 5000")
    int top;

    @Mixin
    CommandOutput out;

    @Inject
    ReachabilityAlarms reachability;

    @Inject
    OperationalAlarms alarms;

    @Inject
    InstantSource clock;

    @Override
    public void run() {
        if (top < 1 || top > MOST)
            throw ProblemException.invalid("top-out-of-range", "--top 应在1到5000之间", "--top must be between 1 and 5000");
        reachability.refresh(clock.instant());
        List<OperationalAlarms.Alarm> open = alarms.open("", kind, null, top).items();
        out.show(open, () -> table(open));
    }

    private TextTable table(List<OperationalAlarms.Alarm> open) {
        TextTable table = TextTable.of(new BilingualText("自", "Since"), new BilingualText("告警", "Alarm"));
        open.forEach(alarm -> table.row(
                alarm.raisedAt().atZone(Time.CITY).toLocalDateTime().withNano(0), out.localized(alarm.text())));
        return table;
    }
}

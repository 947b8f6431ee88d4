package org.fengqiao.cli.bench;

import picocli.CommandLine.Command;

@Command(
        name = "bench",
        description = "测量性能并与同次运行的极限比较 / Measure the hot paths against their limits in the same run",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            BenchAssessCommand.class,
            BenchPassCommand.class,
            BenchEventCommand.class,
            BenchImpactCommand.class,
            BenchPublishCommand.class,
            BenchAlertsCommand.class,
            BenchSearchCommand.class,
            BenchReportsCommand.class,
            BenchChartsCommand.class
        })
public class BenchCommand {}

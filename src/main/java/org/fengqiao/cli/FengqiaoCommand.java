package org.fengqiao.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.fengqiao.cli.alerts.AlertsCommand;
import org.fengqiao.cli.bench.BenchCommand;
import org.fengqiao.cli.console.ErrorPrinter;
import org.fengqiao.cli.rules.RulesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The list of commands. Each is a class with {@code @Command}, a constructor without parameters (help is printed
 * without the application), injected fields, and an {@link CommandOutput} mixin.
 */
@Command(
        name = "fengqiao",
        description = {"枫桥：劳动纠纷早发现、早处置、可回溯", "Sees labour disputes coming, and can prove why."},
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            TemplateCommand.class,
            ImportCommand.class,
            AssessCommand.class,
            JobsCommand.class,
            ScoreCommand.class,
            AlertsCommand.class,
            AlarmsCommand.class,
            HandoverCommand.class,
            BacktestCommand.class,
            RulesCommand.class,
            BenchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = FengqiaoCommand.Version.class)
public class FengqiaoCommand {
    public static CommandLine line(CommandLine.IFactory factory) {
        return new CommandLine(FengqiaoCommand.class, factory)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> ErrorPrinter.print(failure));
    }

    static class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = FengqiaoCommand.class.getPackage().getImplementationVersion();
            return new String[] {"fengqiao " + (version == null ? "(development)" : version)};
        }
    }
}

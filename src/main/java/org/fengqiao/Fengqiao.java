package org.fengqiao;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.fengqiao.cli.FengqiaoCommand;
import org.fengqiao.cli.console.ErrorPrinter;
import org.fengqiao.cli.console.FoundingCommand;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.WebServerCommand;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.SettableClock;
import org.fengqiao.platform.database.DatabaseAccess;
import org.fengqiao.platform.database.EmbeddedDatabase;
import org.fengqiao.platform.security.ReleaseKey;
import org.fengqiao.platform.security.SessionKey;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where every command begins: first the arguments are understood (help and mistakes cost neither a database nor the
 * application), then the database is there, then the application starts and runs the command.
 */
@QuarkusMain
public class Fengqiao {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    public static void main(String... args) {
        CommandLine line = FengqiaoCommand.line(CommandLine.defaultFactory());
        Optional<Object> command = commandToRun(line, args);
        if (command.isEmpty() || command.get() instanceof NoDatabaseCommand) {
            // Until the application starts, every level is on and kept: the rule engine would log more than it decides.
            Logger.getLogger("").setLevel(Level.WARNING);
            System.exit(line.execute(args));
        }
        Path data = Path.of(System.getenv().getOrDefault("FENGQIAO_DATA", "data"));
        System.setProperty("fengqiao.data", data.toString());
        try {
            configureDataSource(database(System.getenv(), data));
            keepKeys(System.getenv(), data);
        } catch (ProblemException refused) {
            System.exit(ErrorPrinter.print(refused));
        }
        if (!(command.get() instanceof WebServerCommand server && server.isServing())) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.log.category.\"org.fengqiao\".level", "WARN");
        }
        if (command.get() instanceof FoundingCommand founding) {
            System.setProperty("fengqiao.first-administrator", "false");
            founding.beginsAt(data).ifPresent(at -> System.setProperty(SettableClock.PROPERTY, at.toString()));
        }
        Quarkus.run(CommandApplication.class, Fengqiao::exit, args);
    }

    /** Empty when only help was asked for, or when the arguments make no sense. */
    private static Optional<Object> commandToRun(CommandLine line, String... args) {
        try {
            ParseResult parsed = line.parseArgs(args);
            boolean help = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
                help |= parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
            }
            Object command = parsed.commandSpec().userObject();
            boolean runs = command instanceof Runnable || command instanceof Callable;
            return help || !runs ? Optional.empty() : Optional.of(command);
        } catch (ParameterException e) {
            return Optional.empty();
        }
    }

    private static DatabaseAccess database(Map<String, String> environment, Path data) {
        return DatabaseAccess.fromEnvironment(environment)
                .map(DatabaseAccess::requireReachable)
                .orElseGet(() -> {
                    EmbeddedDatabase database = EmbeddedDatabase.open(data);
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterTheApplication(database)));
                    return database.access();
                });
    }

    private static void keepKeys(Map<String, String> environment, Path data) {
        if (!environment.containsKey("FENGQIAO_SESSION_KEY")) {
            System.setProperty(SessionKey.PROPERTY, SessionKey.readOrCreate(data));
        }
        if (!environment.containsKey("FENGQIAO_RELEASE_KEY")) {
            System.setProperty(ReleaseKey.PROPERTY, ReleaseKey.readOrCreate(data));
        }
    }

    private static void configureDataSource(DatabaseAccess access) {
        System.setProperty("quarkus.datasource.jdbc.url", access.url());
        System.setProperty("quarkus.datasource.username", access.user());
        System.setProperty("quarkus.datasource.password", access.password());
    }

    /** On a signal the application stops in a shutdown hook of its own, at the same time as this one. */
    private static void closeAfterTheApplication(EmbeddedDatabase database) {
        Application application = Application.currentApplication();
        if (application != null) {
            Thread waiting = new Thread(application::awaitShutdown);
            waiting.setDaemon(true);
            waiting.start();
            try {
                waiting.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        database.close();
    }

    private static void exit(int exitCode, Throwable cause) {
        System.exit(cause == null ? exitCode : ErrorPrinter.print(cause));
    }

    static class CommandApplication implements QuarkusApplication {
        @Inject
        CommandLine.IFactory factory;

        @Override
        public int run(String... args) {
            return FengqiaoCommand.line(factory).execute(args);
        }
    }
}

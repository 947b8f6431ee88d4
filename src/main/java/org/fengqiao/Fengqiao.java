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
import org.fengqiao.cli.Errors;
import org.fengqiao.cli.FengqiaoCommand;
import org.fengqiao.cli.KeepsServing;
import org.fengqiao.cli.WithoutDatabase;
import org.fengqiao.platform.DatabaseAccess;
import org.fengqiao.platform.EmbeddedDatabase;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.ReleaseKey;
import org.fengqiao.platform.SessionKey;
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
        Optional<Object> command = toRun(line, args);
        if (command.isEmpty() || command.get() instanceof WithoutDatabase) {
            // Until the application starts, every level is on and kept: the rule engine would log more than it decides.
            Logger.getLogger("").setLevel(Level.WARNING);
            System.exit(line.execute(args));
        }
        Path data = Path.of(System.getenv().getOrDefault("FENGQIAO_DATA", "data"));
        System.setProperty("fengqiao.data", data.toString());
        try {
            use(database(System.getenv(), data));
            keepKeys(System.getenv(), data);
        } catch (Failure refused) {
            System.exit(Errors.print(refused));
        }
        if (!(command.get() instanceof KeepsServing)) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.log.category.\"org.fengqiao\".level", "WARN");
        }
        Quarkus.run(Commands.class, Fengqiao::ended, args);
    }

    /** Empty when only help was asked for, or when the arguments make no sense. */
    private static Optional<Object> toRun(CommandLine line, String... args) {
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
        return DatabaseAccess.given(environment).map(DatabaseAccess::mustAnswer).orElseGet(() -> {
            EmbeddedDatabase database = EmbeddedDatabase.open(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterTheApplication(database)));
            return database.access();
        });
    }

    private static void keepKeys(Map<String, String> environment, Path data) {
        if (!environment.containsKey("FENGQIAO_SESSION_KEY")) {
            System.setProperty(SessionKey.PROPERTY, SessionKey.in(data));
        }
        if (!environment.containsKey("FENGQIAO_RELEASE_KEY")) {
            System.setProperty(ReleaseKey.PROPERTY, ReleaseKey.in(data));
        }
    }

    private static void use(DatabaseAccess access) {
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

    private static void ended(int exitCode, Throwable cause) {
        System.exit(cause == null ? exitCode : Errors.print(cause));
    }

    static class Commands implements QuarkusApplication {
        @Inject
        CommandLine.IFactory factory;

        @Override
        public int run(String... args) {
            return FengqiaoCommand.line(factory).execute(args);
        }
    }
}

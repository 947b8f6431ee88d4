package org.fengqiao.cli.console;

import io.quarkus.runtime.QuarkusBindException;
import java.io.PrintStream;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** What the user of a command sees when it fails: both languages and the way out, no stack trace for a refusal. */
public final class ErrorPrinter {
    /** Wrong usage is 2, and picocli's own. */
    private static final int FAILED = 1;

    private ErrorPrinter() {}

    public static int print(Throwable thrown) {
        print(thrown, System.err);
        return FAILED;
    }

    static void print(Throwable thrown, PrintStream to) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException failure) {
                print(failure, to);
                return;
            }
            if (cause instanceof QuarkusBindException taken) {
                print(portTaken(taken), to);
                return;
            }
        }
        print(unexpected(thrown), to);
        thrown.printStackTrace(to);
    }

    private static void print(ProblemException failure, PrintStream to) {
        to.println("错误：" + failure.zh());
        to.println("Error: " + failure.en() + " [" + failure.code() + "]");
    }

    private static ProblemException portTaken(QuarkusBindException taken) {
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "port-taken",
                "端口 " + taken.getPort() + " 已被占用。请停止占用它的程序，或用 FENGQIAO_PORT 指定另一个端口。",
                "Port " + taken.getPort() + " is taken. Stop what uses it, or name another in FENGQIAO_PORT.");
    }

    private static ProblemException unexpected(Throwable thrown) {
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "unexpected",
                "发生意外错误：" + thrown.getMessage() + "。请重试；若再次出现，请把以下内容报告给维护者。",
                "Something unexpected happened: " + thrown.getMessage()
                        + ". Try again; if it comes back, report what follows to the maintainers.");
    }
}

package org.fengqiao.cli.console;

import io.quarkus.runtime.QuarkusBindException;
import java.io.PrintStream;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.flywaydb.core.api.exception.FlywayValidateException;

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
            if (cause instanceof FlywayValidateException) {
                print(otherVersion(), to);
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

    private static ProblemException otherVersion() {
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "database-other-version",
                "数据库由另一个版本的 fengqiao 建立，本版本不能使用；其中的数据未作任何改动。请用原来的版本打开；"
                        + "或重新建立：用 FENGQIAO_DATA 指定新的目录（或用 FENGQIAO_DB_URL 指定空的数据库），再重新导入，"
                        + "规则可先用原来版本的 rules export 导出。演示的数据目录可以直接删除。",
                "The database was made by another version of fengqiao and this one cannot use it; nothing in it was changed."
                        + " Use the version that made it, or start afresh: name a new folder in FENGQIAO_DATA (or an empty"
                        + " database in FENGQIAO_DB_URL) and import again; rules export of that version saves its rules."
                        + " The data folder of a demo can simply be deleted.");
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

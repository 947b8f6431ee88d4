package org.fengqiao.platform.database;

import static org.fengqiao.platform.ErrorKind.UNAVAILABLE;

import java.nio.file.Path;
import java.time.Duration;
import org.fengqiao.platform.ProblemException;

/** Every way the embedded database can refuse, each with the way out. */
final class DatabaseProblems {
    private DatabaseProblems() {}

    static ProblemException notWritable(Path folder, Exception cause) {
        return new ProblemException(
                UNAVAILABLE,
                "data-folder-not-writable",
                "数据目录 " + folder + " 不可写。请修改该目录的权限，或用环境变量 FENGQIAO_DATA 指定另一个目录。",
                "The data folder " + folder
                        + " cannot be written. Change its permissions, or name another folder in FENGQIAO_DATA.",
                cause);
    }

    static ProblemException openedTwice(Path folder) {
        return new ProblemException(
                UNAVAILABLE,
                "database-opened-twice",
                "本进程已经打开了 " + folder + " 的数据库。请复用已有的连接。",
                "This process has already opened the database in " + folder + ". Use that one.");
    }

    static ProblemException startupLocked(Path folder, Duration waited) {
        return new ProblemException(
                UNAVAILABLE,
                "database-busy",
                "另一个 fengqiao 进程正在启动或停止 " + folder + " 的数据库，已等待 " + waited.toSeconds() + " 秒。请稍后重试；若一直如此，请结束该进程。",
                "Another fengqiao process has been starting or stopping the database in " + folder + " for "
                        + waited.toSeconds() + " seconds. Try again later; if it stays so, end that process.");
    }

    static ProblemException serverGone(Path folder) {
        return new ProblemException(
                UNAVAILABLE,
                "database-server-gone",
                "另一个 fengqiao 进程正在使用 " + folder + "，但它的数据库没有响应。请先停止该进程，再重新运行；已提交的数据不会丢失。",
                "Another fengqiao process uses " + folder + ", but its database does not answer."
                        + " Stop that process, then run this again; nothing that was committed is lost.");
    }

    static ProblemException notOurs(Path cluster) {
        return new ProblemException(
                UNAVAILABLE,
                "data-folder-foreign",
                cluster + " 不是 fengqiao 创建的数据库目录。请把它移走，或用 FENGQIAO_DATA 指定另一个目录。",
                cluster + " was not made by fengqiao. Move it away, or name another folder in FENGQIAO_DATA.");
    }

    static ProblemException noPlatform(Exception cause) {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new ProblemException(
                UNAVAILABLE,
                "database-platform-unknown",
                "没有适用于 " + machine + " 的内置数据库。请用 FENGQIAO_DB_URL 指定一个 PostgreSQL 15 或更新版本的数据库。",
                "There is no embedded database for " + machine
                        + ". Name a PostgreSQL 15 or newer in FENGQIAO_DB_URL instead.",
                cause);
    }

    static ProblemException unreachable(DatabaseAccess access, Exception cause) {
        return new ProblemException(
                UNAVAILABLE,
                "database-unreachable",
                "无法连接数据库 " + access + "：" + cause.getMessage()
                        + " 请检查 FENGQIAO_DB_URL、FENGQIAO_DB_USER 和 FENGQIAO_DB_PASSWORD，或不设置它们以使用内置数据库。",
                "The database " + access + " cannot be reached: " + cause.getMessage()
                        + " Check FENGQIAO_DB_URL, FENGQIAO_DB_USER and FENGQIAO_DB_PASSWORD, or unset them to use"
                        + " the embedded database.",
                cause);
    }

    static ProblemException diskFull(Path folder) {
        return new ProblemException(
                UNAVAILABLE,
                "disk-full",
                "磁盘空间不足，数据库无法在 " + folder + " 启动。请清理磁盘，或用 FENGQIAO_DATA 指定另一个磁盘上的目录。",
                "The disk of " + folder + " is full, the database cannot start."
                        + " Free some space, or name a folder on another disk in FENGQIAO_DATA.");
    }

    /** Explains the output of the server's own programs when they failed. */
    static ProblemException explain(Path folder, String said) {
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return diskFull(folder);
        }
        if (said.contains("incompatible with server")) {
            return new ProblemException(
                    UNAVAILABLE,
                    "database-version",
                    folder + " 中的数据由另一个 PostgreSQL 大版本写成。请用写它的那个版本的 fengqiao 导出，或用 FENGQIAO_DATA 指定新目录。\n" + said,
                    "The data in " + folder + " was written by another major version of PostgreSQL. Export it with the"
                            + " fengqiao that wrote it, or name a new folder in FENGQIAO_DATA.\n" + said);
        }
        if (said.contains("cannot be run as root") || said.contains("Permission denied")) {
            return new ProblemException(
                    UNAVAILABLE,
                    "database-permission",
                    "数据库没有权限使用 " + folder + "。请以普通用户运行，或把 FENGQIAO_DATA 设到其他用户可以进入的目录（如 /var/lib/fengqiao）。\n" + said,
                    "The database may not use " + folder + ". Run as an ordinary user, or set FENGQIAO_DATA to a folder"
                            + " that other users can enter (such as /var/lib/fengqiao).\n" + said);
        }
        return new ProblemException(
                UNAVAILABLE,
                "database-start",
                "内置数据库启动失败，详见 " + folder.resolve("postgres.log") + "。也可以用 FENGQIAO_DB_URL 指定已有的 PostgreSQL。\n" + said,
                "The embedded database did not start, see " + folder.resolve("postgres.log")
                        + ". You can also name a PostgreSQL of your own in FENGQIAO_DB_URL.\n" + said);
    }
}

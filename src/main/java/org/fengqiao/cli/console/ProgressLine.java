package org.fengqiao.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One line about long work: it moves on a terminal, and elsewhere is printed once, at the end. */
public final class ProgressLine implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final PrintWriter to;
    private final String what;
    private final boolean moves;
    private final long began = System.nanoTime();
    private long shownAt = began;
    private long done;
    private long total;

    ProgressLine(PrintWriter to, String what, boolean moves) {
        this.to = to;
        this.what = what;
        this.moves = moves;
    }

    /** A total of 0 means that it is not known. */
    public synchronized void at(long done, long total) {
        this.done = done;
        this.total = total;
        if (moves && System.nanoTime() - shownAt > PAUSE_NANOS) {
            shownAt = System.nanoTime();
            to.print("\r" + line());
            to.flush();
        }
    }

    @Override
    public synchronized void close() {
        to.println((moves ? "\r" : "") + line());
    }

    private String line() {
        double seconds = (System.nanoTime() - began) / 1e9;
        String of = total > 0 ? String.format(Locale.ROOT, " / %,d (%d %%)", total, 100 * done / total) : "";
        return String.format(Locale.ROOT, "%s: %,d%s, %.1f s", what, done, of, seconds);
    }
}

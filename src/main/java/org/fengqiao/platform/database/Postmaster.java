package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server process as it describes itself in postmaster.pid: the process id on line 1, the port on line 4. */
record Postmaster(Path cluster, long pid, int port) {
    /** Beyond what any system gives out, so it never names a living process. */
    private static final String NO_PROCESS = String.valueOf(Integer.MAX_VALUE);

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** The living server of this cluster; empty when there is none, or when only its note was left behind. */
    static Optional<Postmaster> running(Path cluster) {
        List<String> lines = read(cluster);
        if (lines.size() < 4) {
            return Optional.empty();
        }
        Postmaster noted = new Postmaster(
                cluster,
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()));
        return Optional.of(noted).filter(Postmaster::isAlive);
    }

    /** The process id alone proves nothing: after a crash it may belong to anybody. */
    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
                .isPresent();
    }

    /**
     * Makes a note left behind harmless but keeps its shared memory key, by which the next server itself finds out
     * whether children of the dead one still write.
     */
    static void markStale(Path cluster) {
        List<String> lines = new ArrayList<>(read(cluster));
        if (!lines.isEmpty()) {
            lines.set(0, NO_PROCESS);
            try {
                Files.write(file(cluster), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> read(Path cluster) {
        try {
            return Files.readAllLines(file(cluster));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.fengqiao.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.database.DatabaseAccess;
import org.fengqiao.platform.database.EmbeddedDatabase;

/** A database server that is killed and started again at the same address, fsync on. */
final class KillableDatabase implements AutoCloseable {
    private final Path folder;
    private EmbeddedDatabase server;

    KillableDatabase(Path folder) {
        this.folder = folder;
        server = EmbeddedDatabase.open(folder);
    }

    DatabaseAccess access() {
        return server.access();
    }

    /** Returns when it answers again. */
    void kill() throws IOException {
        Path pid = folder.resolve("postgres").resolve("postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pid).get(0).trim());
        String before = access().url();
        ProcessHandle killed = ProcessHandle.of(postmaster).orElseThrow();
        killed.destroyForcibly();
        Eventually.until("the server is gone", () -> !killed.isAlive());
        server.close();
        server = EmbeddedDatabase.open(folder);
        if (!access().url().equals(before))
            throw new IllegalStateException("the database moved, so no node can find it: " + access().url());
    }

    @Override
    public void close() {
        server.close();
    }
}

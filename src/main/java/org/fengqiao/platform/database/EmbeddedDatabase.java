package org.fengqiao.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The PostgreSQL that comes with the product, shared by all processes that work on one data folder. No process owns the
 * server: the first starts it, or adopts one that outlived a killed process; later ones attach; the last to leave stops
 * it. Presence is a file lock, so the operating system releases it however a process dies.
 *
 * <p>While another process is present but its server cannot be found, a newcomer refuses to start a second one: the other
 * may run in a container whose server is invisible from here.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private final DataFolderLock lock;
    private final PostgresServer server;
    private final DatabaseAccess access;
    private boolean closed;

    private EmbeddedDatabase(DataFolderLock lock, PostgresServer server, DatabaseAccess access) {
        this.lock = lock;
        this.server = server;
        this.access = access;
    }

    /** Returns once the database answers; the data lies in {@code data/postgres}, the server's programs beside it. */
    public static EmbeddedDatabase open(Path data) {
        return open(data, data);
    }

    static EmbeddedDatabase open(Path data, Path programs) {
        Path folder = writable(data);
        DataFolderLock lock = DataFolderLock.open(folder);
        boolean open = false;
        try {
            lock.lockStartup();
            boolean alone = lock.isAlone();
            PostgresServer server = new PostgresServer(folder, programs.toAbsolutePath());
            DatabaseAccess access = alone ? server.startOrAdopt() : server.attach();
            lock.acquirePresence();
            lock.unlockStartup();
            open = true;
            return new EmbeddedDatabase(lock, server, access);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private static Path writable(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        try {
            // one name for one folder, whichever link leads to it: the server is recognised by it
            folder = Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw DatabaseProblems.notWritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw DatabaseProblems.notWritable(folder, null);
        }
        return folder;
    }

    public DatabaseAccess access() {
        return access;
    }

    /** Stops the server unless another process works with it. Close connection pools before. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            lock.lockStartup();
            lock.releasePresence();
            if (lock.isAlone()) {
                server.stop();
            }
        }
    }
}

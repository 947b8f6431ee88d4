package org.fengqiao.platform.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two locks in one file of the data folder: start-up (byte 0, held exclusively and briefly while the server starts or
 * stops) and presence (byte 1, shared by all processes that use the server).
 */
final class DataFolderLock implements Closeable {
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(3);
    private static final long STARTUP = 0;
    private static final long PRESENCE = 1;

    /** Closing any channel of a file drops all locks this process has on it, so each folder is opened once only. */
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel file;
    private FileLock startup;
    private FileLock presence;

    private DataFolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    static DataFolderLock open(Path folder) {
        if (!OPEN_HERE.add(folder)) {
            throw DatabaseProblems.openedTwice(folder);
        }
        try {
            return new DataFolderLock(folder, FileChannel.open(folder.resolve("fengqiao.lock"), CREATE, READ, WRITE));
        } catch (IOException e) {
            OPEN_HERE.remove(folder);
            throw DatabaseProblems.notWritable(folder, e);
        }
    }

    void lockStartup() {
        boolean entered = Polling.of(STARTUP_TIMEOUT).until(() -> {
            startup = file.tryLock(STARTUP, 1, false);
            return startup != null;
        });
        if (!entered) {
            throw DatabaseProblems.startupLocked(folder, STARTUP_TIMEOUT);
        }
    }

    void unlockStartup() {
        release(startup);
        startup = null;
    }

    boolean isAlone() {
        try (FileLock alone = file.tryLock(PRESENCE, 1, false)) {
            return alone != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void acquirePresence() {
        try {
            presence = file.lock(PRESENCE, 1, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void releasePresence() {
        release(presence);
        presence = null;
    }

    private static void release(FileLock lock) {
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OPEN_HERE.remove(folder);
        }
    }
}

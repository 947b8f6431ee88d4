package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The password of the embedded server and the port it likes best, kept inside the cluster so that both live and die
 * with it. Any user of the machine can reach the port, hence the password.
 */
record PostgresCredentials(String password, int port) {
    static final String USER = "fengqiao";

    static PostgresCredentials random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new PostgresCredentials(HexFormat.of().formatHex(bytes), PostgresServer.freePort());
    }

    static PostgresCredentials read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(file(cluster));
            return new PostgresCredentials(lines.get(0), Integer.parseInt(lines.get(1)));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw DatabaseProblems.notOurs(cluster);
        }
    }

    /** The first line is also the password file that initdb reads. */
    void write(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, List.of(password, String.valueOf(port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path cluster) {
        return cluster.resolve("fengqiao.keys");
    }

    DatabaseAccess access(String database, int runningPort) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + runningPort + "/" + database, USER, password);
    }
}

package org.fengqiao.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key sessions are encrypted with. Made at the first start and kept in the data folder, readable by its owner
 * only, so that people stay signed in over a restart. Several nodes share one by FENGQIAO_SESSION_KEY.
 */
public final class SessionKey {
    /** What has to hold it before the service starts. */
    public static final String PROPERTY = "quarkus.http.auth.session.encryption-key";

    private SessionKey() {}

    public static String in(Path dataFolder) {
        Path file = dataFolder.resolve("session.key");
        try {
            Files.createDirectories(dataFolder);
            create(file);
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the session key in " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        if (Files.exists(file)) {
            return;
        }
        Path fresh = Files.createTempFile(
                file.getParent(),
                "session",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(random), StandardOpenOption.WRITE);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key counts.
        } finally {
            Files.delete(fresh);
        }
    }
}

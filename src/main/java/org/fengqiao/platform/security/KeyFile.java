package org.fengqiao.platform.security;

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

/** A secret made at the first start and kept in the data folder, readable by its owner only. */
final class KeyFile {
    private KeyFile() {}

    static String readOrCreate(Path dataFolder, String name) {
        Path file = dataFolder.resolve(name + ".key");
        try {
            Files.createDirectories(dataFolder);
            create(file, name);
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the key in " + file, e);
        }
    }

    private static void create(Path file, String name) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        if (Files.exists(file)) {
            return;
        }
        Path fresh = Files.createTempFile(
                file.getParent(),
                name,
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

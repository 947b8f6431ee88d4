package org.fengqiao.platform.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.file.PathUtils;

/** The server's programs, unpacked once beside the data; a new version of them gets a new folder. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    static Path unpackInto(Path parent) {
        try {
            byte[] archive = archive();
            CRC32 crc = new CRC32();
            crc.update(archive);
            Path programs = parent.resolve("postgres-programs-%08x".formatted(crc.getValue()));
            if (!Files.isDirectory(programs)) {
                Files.createDirectories(parent);
                unpack(archive, programs);
            }
            return programs;
        } catch (IOException e) {
            throw DatabaseProblems.explain(parent, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] archive() {
        String machine = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        try (InputStream in =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(machine, System.getProperty("os.arch"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            throw DatabaseProblems.noPlatform(e);
        }
    }

    /** Unpacks aside and renames, so that a half unpacked folder is never used. */
    private static void unpack(byte[] archive, Path programs) throws IOException {
        Path aside = Files.createTempDirectory(programs.getParent(), "unpacking-");
        Files.setPosixFilePermissions(aside, permissions(0755));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, aside);
            }
        }
        try {
            Files.move(aside, programs, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            PathUtils.deleteDirectory(aside); // another process was faster
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, root.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromTheTop = PosixFilePermission.values(); // OWNER_READ is bit 8, OTHERS_EXECUTE bit 0
        for (int i = 0; i < fromTheTop.length; i++) {
            if ((mode & (1 << (8 - i))) != 0) {
                permissions.add(fromTheTop[i]);
            }
        }
        return permissions;
    }
}

package org.fengqiao.platform.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.ScheduledJob;

/** Deletes what a process that was killed had received in part: nobody else would, and it still has its metadata. */
@ApplicationScoped
class InterruptedUploads implements ScheduledJob {
    /** Longer than any upload takes. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path folder;

    InterruptedUploads(@ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "interrupted uploads";
    }

    @Override
    public int runDue(Instant at) {
        if (!Files.isDirectory(folder)) return 0;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> abandoned = files.filter(file -> isAbandoned(file, at)).toList();
            for (Path file : abandoned) Files.deleteIfExists(file);
            return abandoned.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is gone by now was another's to delete. */
    private static boolean isAbandoned(Path file, Instant at) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(at.minus(ABANDONED));
        } catch (IOException e) {
            return false;
        }
    }
}

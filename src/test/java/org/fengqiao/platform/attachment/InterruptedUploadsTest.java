package org.fengqiao.platform.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedUploadsTest {
    private static final Instant NOW = Instant.parse("2026-06-10T02:30:00Z");

    @Test
    void what_a_killed_process_left_is_deleted_and_what_is_arriving_is_not(@TempDir Path folder) throws IOException {
        Path left = file(folder, "left", Duration.ofHours(7));
        Path arriving = file(folder, "arriving", Duration.ofMinutes(5));
        var uploads = new InterruptedUploads(folder);
        assertThat(uploads.runDue(NOW)).isEqualTo(1);
        assertThat(left).doesNotExist();
        assertThat(arriving).exists();
        assertThat(new InterruptedUploads(folder.resolve("none yet")).runDue(NOW))
                .isZero();
    }

    private static Path file(Path folder, String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }
}

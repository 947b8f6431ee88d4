package org.fengqiao.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionKeyTest {
    @Test
    void is_created_once_and_readable_by_its_owner_only(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        String key = SessionKey.readOrCreate(data);
        assertThat(key).hasSizeGreaterThanOrEqualTo(43);
        assertThat(SessionKey.readOrCreate(data)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("session.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.list(data)).hasSize(1);
    }
}

package org.fengqiao.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real data, which is no part of the project: checks that need it are skipped without it. */
public final class RealData {
    private RealData() {}

    public static Path file(String name) {
        String folder = System.getProperty(
                "FENGQIAO_REAL_DATA", System.getenv().getOrDefault("FENGQIAO_REAL_DATA", "../shared/data"));
        Path file = Path.of(folder, name);
        Assumptions.assumeTrue(
                Files.isReadable(file),
                () -> "Skipped: no " + file + "; set FENGQIAO_REAL_DATA to the folder of real data");
        return file;
    }
}

package org.fengqiao.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.fengqiao.platform.database.ProcessRunner.ProcessResult;

/** Makes the files of a new database aside and renames them when complete, so that a crash leaves nothing half made. */
record PostgresCluster(Path folder, Path cluster) {
    private static final long SPACE_NEEDED = 300L << 20;

    void create(Path programs, ProcessRunner system) {
        Path aside = folder.resolve("postgres.new");
        Path keysAside = folder.resolve("postgres.new.keys");
        try {
            if (Files.getFileStore(folder).getUsableSpace() < SPACE_NEEDED) {
                throw DatabaseProblems.diskFull(folder);
            }
            if (Files.exists(aside)) {
                PathUtils.deleteDirectory(aside);
            }
            Files.deleteIfExists(keysAside);
            Files.createDirectory(aside);
            PostgresCredentials.random().write(keysAside);
            system.handOver(aside);
            system.handOver(keysAside);
            ProcessResult outcome = system.runUnprivileged(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + aside,
                    "--username=" + PostgresCredentials.USER,
                    "--pwfile=" + keysAside,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            if (!outcome.ok()) {
                throw DatabaseProblems.explain(folder, outcome.output());
            }
            Files.move(keysAside, PostgresCredentials.file(aside));
            Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DatabaseProblems.explain(folder, String.valueOf(e.getMessage()));
        }
    }
}

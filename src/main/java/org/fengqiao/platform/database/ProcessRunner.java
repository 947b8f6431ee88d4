package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the server's programs. PostgreSQL refuses to run as root, so for root they run in a user namespace of their own;
 * where the system forbids that (many containers do), as the user nobody, who is then given the files.
 */
final class ProcessRunner {
    private static final String NOBODY = "65534";
    private static final List<String> AS_STRANGER = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    record ProcessResult(int exitCode, String output) {
        boolean ok() {
            return exitCode == 0;
        }
    }

    private final List<String> prefix;

    ProcessRunner() {
        boolean root = "0".equals(run(List.of("id", "-u")).output().strip());
        boolean stranger = root && run(concat(AS_STRANGER, List.of("true"))).ok();
        this.prefix = !root ? List.of() : stranger ? AS_STRANGER : AS_NOBODY;
    }

    ProcessResult runUnprivileged(List<String> command) {
        return run(concat(prefix, command));
    }

    /** Lets the programs write here. */
    void handOver(Path path) {
        if (prefix.equals(AS_NOBODY)) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
        }
    }

    static ProcessResult run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Path said = Files.createTempFile("fengqiao", ".out");
            try {
                int exitCode = builder.redirectOutput(said.toFile()).start().waitFor();
                return new ProcessResult(exitCode, Files.readString(said, StandardCharsets.UTF_8));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            return new ProcessResult(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while running " + command.get(0), e));
        }
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}

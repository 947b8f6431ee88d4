package org.fengqiao.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever its workers are doing, the packaged product ends before the database goes, and warns of nothing. */
class OrderlyStopIT {
    private static final Pattern COMPLAINT = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d (WARN|ERROR|FATAL) ");

    @TempDir
    Path data;

    @Test
    void a_demo_ends_and_a_server_stops_without_a_warning() throws Exception {
        try (ServerProcess demo =
                new ServerProcess(data, Map.of(), "demo", "--size", "2000", "--weeks", "0", "--no-serve")) {
            demo.start();
            assertThat(demo.awaitEnd()).as("exit code").isZero();
        }
        assertThat(complaints()).isEmpty();

        // Notifications of the demo wait: the workers are at it when the server is told to stop.
        try (ServerProcess server = new ServerProcess(data, Map.of())) {
            server.start();
            ServerProcess.awaitAll(List.of(server));
            server.stop();
        }
        assertThat(complaints()).isEmpty();
    }

    private List<String> complaints() throws Exception {
        return Files.readAllLines(data.resolve("node.log")).stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .toList();
    }
}

package org.fengqiao.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fengqiao.cli.FengqiaoCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a repository of rules runs in its own CI: no database, an exit code, and sentences that say what to do. */
class RulesCheckCommandTest {
    private static final Path SHIPPED = Path.of("rules/wage-claims");

    @TempDir
    Path folder;

    record Ran(int exit, String out) {}

    @Test
    void a_shipped_base_passes() throws IOException {
        Ran ran = run("rules", "check", SHIPPED.toString(), "--json");
        JsonNode result = new ObjectMapper().readTree(ran.out());
        assertThat(ran.exit()).isZero();
        assertThat(result.path("rules").asInt()).isEqualTo(11);
        assertThat(result.path("cases").asInt()).isEqualTo(15);
        assertThat(result.path("findings")).isEmpty();
        assertThat(result.path("failedCases")).isEmpty();
    }

    @Test
    void a_fault_and_a_failing_case_are_told_and_end_in_one() throws IOException {
        Path base = copy();
        edit(base.resolve("tables/dis.csv"), "DIS01M-3,labour,DIS01M,3,4,43", "DIS01M-3,labour,DIS01M,3,4,30");

        Ran ran = run("rules", "check", base.toString(), "--lang", "en");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .containsPattern("tables/dis.csv:4 \\[points] +not-monotone +is about graver values than DIS01M-2")
                .containsPattern("cases/dis.yaml:\\d+ +score +")
                .contains("11 rules", "1 finding(s)");
    }

    @Test
    void a_base_that_cannot_be_read_is_told_row_by_row() throws IOException {
        Path base = copy();
        edit(base.resolve("tables/dis.csv"), "DIS01M-3,labour,DIS01M,3,4,43", "DIS01M-3,labour,DIS99,3,4,43");
        Ran ran = run("rules", "check", base.toString(), "--lang", "zh");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("tables/dis.csv:4 [indicator]", "indicator-unknown");
    }

    @Test
    void where_used_lists_places() {
        Ran ran = run("rules", "where-used", SHIPPED.toString(), "DIS01", "--lang", "en");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("DERIVED_INDICATOR", "DIS01M", "tables/dis.csv:10");
    }

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = FengqiaoCommand.line(CommandLine.defaultFactory());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int exit = line.execute(args);
        return new Ran(exit, out.toString());
    }

    private Path copy() throws IOException {
        Path base = folder.resolve("base");
        try (Stream<Path> paths = Files.walk(SHIPPED)) {
            for (Path path : paths.toList()) Files.copy(path, base.resolve(SHIPPED.relativize(path)));
        }
        return base;
    }

    private static void edit(Path file, String find, String put) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(find);
        Files.writeString(file, text.replace(find, put));
    }
}

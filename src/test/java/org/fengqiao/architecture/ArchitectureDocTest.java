package org.fengqiao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of packages in docs/architecture.md is the one that {@link ArchitectureTest} holds. */
class ArchitectureDocTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|[^|]*\\|([^|]*)\\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    @Test
    void the_document_says_who_may_import_whom_as_the_test_holds_it() throws IOException {
        String document = Files.readString(Path.of("docs/architecture.md"));
        Map<String, Set<String>> table = new TreeMap<>();
        Matcher row = ROW.matcher(document);
        while (row.find()) table.put(row.group(1), names(row.group(2)));

        assertThat(table).isEqualTo(ArchitectureTest.MAY_IMPORT);
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}

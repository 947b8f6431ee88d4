package org.fengqiao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How large files, methods, constructors and packages may be. What is larger is listed with its size and its reason. */
class SizeTest {
    private static final long FILE_LINES = 400;
    private static final long METHOD_LINES = 50;
    private static final long PARAMETERS = 8;
    private static final long FILES_OF_A_PACKAGE = 20;

    /** What may be larger, and why. */
    private static final Map<String, String> LARGER = Map.of(
            "org/fengqiao/bench/assess/HandWrittenScorer.java",
            "89 rules written by hand, as one would without an engine: the limit the bench compares with",
            "HandWrittenScorer.<init>",
            "looks up the place of each of the 89 rules' indicators",
            "AssessBench.run",
            "the ways compared, one after the other, on one page",
            "org/fengqiao/alerting/Alert.java",
            "the whole state machine of an alert in one file");

    @Test
    void no_file_is_too_long() {
        assertSmall(Sources.main().lines(), FILE_LINES);
    }

    @Test
    void no_method_is_too_long() {
        assertSmall(Sources.main().methodLines(), METHOD_LINES);
    }

    @Test
    void no_constructor_takes_too_much() {
        assertSmall(Sources.main().constructors(), PARAMETERS);
    }

    @Test
    void no_package_holds_too_many_files() {
        Map<String, Long> files = Sources.main().lines().keySet().stream()
                .collect(
                        Collectors.groupingBy(file -> file.substring(0, file.lastIndexOf('/')), Collectors.counting()));
        assertSmall(files, FILES_OF_A_PACKAGE);
    }

    @Test
    void what_is_listed_as_larger_is_there_and_larger() {
        Set<String> larger =
                new TreeSet<>(above(FILE_LINES, Sources.main().lines()).keySet());
        larger.addAll(above(METHOD_LINES, Sources.main().methodLines()).keySet());
        larger.addAll(above(PARAMETERS, Sources.main().constructors()).keySet());
        assertThat(larger).containsAll(LARGER.keySet());
    }

    private static void assertSmall(Map<String, Long> sizes, long limit) {
        assertThat(sizes).hasSizeGreaterThan(30);
        Map<String, Long> above = above(limit, sizes);
        above.keySet().removeAll(LARGER.keySet());
        assertThat(above).as("larger than " + limit).isEmpty();
    }

    private static Map<String, Long> above(long limit, Map<String, Long> sizes) {
        Map<String, Long> above = new TreeMap<>(sizes);
        above.values().removeIf(size -> size <= limit);
        return above;
    }
}

package org.fengqiao.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.architecture.MainCode.ROOT;
import static org.fengqiao.architecture.MainCode.assertRefused;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Psychological data stay with care: nobody imports it but who may, and few statements name its schema. */
class CareTest {
    private static final Pattern CREATED = Pattern.compile("create (?:table|view) care\\.([a-z_]+)");

    private static final String[] MAY_READ = Stream.of("care", "pipeline", "pages", "bench", "cli")
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);

    @Test
    void nothing_of_labour_or_integrity_reads_care() {
        readsCare().check(MainCode.CLASSES);
    }

    private static ArchRule readsCare() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(MAY_READ)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".care..");
    }

    @Test
    void whoever_reads_care_from_the_labour_side_is_seen() {
        for (String side : List.of("alerting", "response", "integrity", "governance", "inquiry", "mediation.web"))
            assertRefused(
                    readsCare(),
                    List.of("Curious", "Morale"),
                    "package org.fengqiao.care; public record Morale(double mean) {}",
                    "package org.fengqiao." + side + "; class Curious { double of(org.fengqiao.care.Morale morale) {"
                            + " return morale.mean(); } }");
    }

    @Test
    void only_these_name_the_tables_of_care() throws IOException {
        assertThat(Sources.main().literals(tables()))
                .containsExactlyInAnyOrder(
                        // the two tables of each kind, told apart by the kind that is asked for
                        "org/fengqiao/assessment/store/AssessmentStore.java",
                        "org/fengqiao/registry/observation/ObservationStore.java",
                        "org/fengqiao/registry/observation/ObservationCorrections.java",
                        // for care staff, whose alerts have their assessment there
                        "org/fengqiao/inquiry/alert/AlertQueries.java",
                        // empties both before it measures
                        "org/fengqiao/bench/PassBench.java");
    }

    private static Pattern tables() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList())
                CREATED.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
        }
        assertThat(names).contains("observation", "assessment");
        return Pattern.compile("\\bcare\\.(" + String.join("|", names) + ")\\b");
    }
}

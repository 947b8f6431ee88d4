package org.fengqiao.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An indicator that counts months: three of them are a hard trigger here, and officers may report too. */
class MonthsAggregateTest {
    private static final LocalDate DAY = LocalDate.parse("2026-06-30");

    @TempDir
    static Path folder;

    private static Assessor assessor;

    @BeforeAll
    static void compile() throws IOException {
        Files.createDirectory(folder.resolve("tables"));
        try (Stream<Path> files = Files.walk(WageClaimsRuleBase.FOLDER)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                String content = Files.readString(file)
                        .replace("DIS01M,3,4,43,,", "DIS01M,3,4,43,RED,")
                        .replace("\nAUTHORITY,", "\nOFFICER,信息员报送,Information officer,0.4,no,\nAUTHORITY,");
                Files.writeString(folder.resolve(WageClaimsRuleBase.FOLDER.relativize(file)), content);
            }
        }
        assessor = Assessor.of(ReleaseReader.read(folder), DroolsEngine::compile);
    }

    @Test
    void a_month_counts_once_however_much_is_reported_in_it() {
        List<Observation> seen =
                of("AUTHORITY", "hr", "2026-04-01", "2026-04-30", "2026-05-15", "2026-06-01", "2026-06-29");

        assertThat(months(seen).value()).isEqualTo(3);
        assertThat(months(seen).floor()).isPresent();
        assertThat(months(seen).evidence()).hasSize(5);
    }

    @Test
    void nothing_reported_is_no_month() {
        Observation none = observation("AUTHORITY", "hr", LocalDate.parse("2026-06-29"), 0);

        assertThat(assess(List.of(none)).findings()).isEmpty();
    }

    @Test
    void one_officer_alone_pulls_no_trigger_and_two_do() {
        List<Observation> one = of("OFFICER", "io-1", "2026-04-01", "2026-05-15", "2026-06-01");
        assertThat(months(one).confidence()).isCloseTo(0.4, within(1e-9));
        assertThat(months(one).floor()).isEmpty();

        List<Observation> two = new ArrayList<>(one);
        two.addAll(of("OFFICER", "io-2", "2026-04-08", "2026-05-16"));
        assertThat(months(two).floor()).as("the third month rests on one word").isEmpty();

        two.addAll(of("OFFICER", "io-2", "2026-06-02"));
        assertThat(months(two).floor()).isPresent();
    }

    private static Finding months(List<Observation> seen) {
        return assess(seen).findings().stream()
                .filter(finding -> finding.rule().id().equals("DIS01M-3"))
                .findFirst()
                .orElseThrow();
    }

    private static Assessment assess(List<Observation> seen) {
        EnterpriseFacts subject = new EnterpriseFacts(new UUID(0, 1), 0, null, seen);
        return assessor.assess(
                        Dimension.LABOUR,
                        List.of(subject),
                        DAY.atStartOfDay(Time.CITY).toInstant())
                .get(0);
    }

    private static List<Observation> of(String kind, String source, String... days) {
        return Stream.of(days)
                .map(day -> observation(kind, source, LocalDate.parse(day), 1))
                .toList();
    }

    private static Observation observation(String kind, String source, LocalDate day, double value) {
        var at = day.atStartOfDay(Time.CITY).toInstant();
        UUID key = UUID.nameUUIDFromBytes((source + day).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Observation(
                key, new UUID(0, 1), "DIS01", value, at, at, new Source(0, source, kind), null, null, false);
    }
}

package org.fengqiao.assessment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.Observation;
import org.fengqiao.registry.Source;

/** One entry of a rule base's cases/*.yaml: given facts, expected findings, tier, score and owner. */
record RuleBaseCase(
        String file,
        String name,
        Dimension dimension,
        Instant at,
        Subject subject,
        List<String> fires,
        List<String> silent,
        Tier tier,
        Double score,
        String owner) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record Written(
            @com.fasterxml.jackson.annotation.JsonProperty("case")
            String name,

            Integer headcount,
            String industry,
            LocalDateText at,
            String dimension,
            List<Fact> facts,
            List<String> fires,
            List<String> silent,
            Tier tier,
            Double score,
            String owner) {}

    record Fact(String indicator, double value, String kind, String source, int days_ago, boolean established) {}

    record LocalDateText(LocalDate date) {
        @com.fasterxml.jackson.annotation.JsonCreator
        static LocalDateText of(String text) {
            return new LocalDateText(LocalDate.parse(text));
        }
    }

    static List<RuleBaseCase> allOf(Path base) {
        List<RuleBaseCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(base.resolve("cases"))) {
            for (Path file : files.sorted().toList()) {
                for (Written written : YAML.readValue(file.toFile(), new TypeReference<List<Written>>() {})) {
                    cases.add(of(file.getFileName().toString(), written));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static RuleBaseCase of(String file, Written written) {
        LocalDate day =
                written.at() == null ? LocalDate.of(2026, 6, 30) : written.at().date();
        Instant at = day.atStartOfDay(Time.CITY).toInstant();
        UUID id = UUID.nameUUIDFromBytes(written.name().getBytes(StandardCharsets.UTF_8));
        List<Observation> observations = new ArrayList<>();
        for (Fact fact : written.facts() == null ? List.<Fact>of() : written.facts()) {
            Instant occurred =
                    day.minusDays(fact.days_ago()).atStartOfDay(Time.CITY).toInstant();
            Source source = new Source(
                    (short) 0,
                    fact.source() == null ? "hr" : fact.source(),
                    fact.kind() == null ? "AUTHORITY" : fact.kind());
            UUID key = UUID.nameUUIDFromBytes((id + ":" + observations.size()).getBytes(StandardCharsets.UTF_8));
            observations.add(new Observation(
                    key,
                    id,
                    fact.indicator(),
                    fact.value(),
                    occurred,
                    occurred,
                    source,
                    null,
                    null,
                    fact.established(),
                    null));
        }
        return new RuleBaseCase(
                file,
                written.name(),
                written.dimension() == null
                        ? Dimension.LABOUR
                        : Dimension.valueOf(written.dimension().toUpperCase(java.util.Locale.ROOT)),
                at,
                new Subject(
                        id,
                        written.headcount() == null ? 120 : written.headcount(),
                        written.industry() == null ? "I" : written.industry(),
                        observations),
                written.fires() == null ? List.of() : written.fires(),
                written.silent() == null ? List.of() : written.silent(),
                written.tier(),
                written.score(),
                written.owner());
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}

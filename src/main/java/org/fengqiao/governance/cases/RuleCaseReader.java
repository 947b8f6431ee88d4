package org.fengqiao.governance.cases;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.content.CellTextCheck;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/**
 * Reads the cases of a rule base. People write them, so YAML that could do more than state facts (tags, anchors, deep
 * nesting) is refused by {@link SafeYaml} before it is read.
 */
public final class RuleCaseReader {
    /** Unless stated otherwise, the enterprise has 120 employees, in information technology in Longgang. */
    private static final int HEADCOUNT = 120;

    private static final String INDUSTRY = "I";
    private static final List<String> AREAS = List.of("4403", "440307");
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final int MOST_FACTS = 1_000;
    private static final int MOST_DAYS = 36_500;

    private static final ObjectMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final String file;
    private final List<ContentProblem> problems;
    private final List<RuleCase> cases = new ArrayList<>();

    private RuleCaseReader(String file, List<ContentProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** @throws InvalidContentException when a file of cases can't be read */
    public static List<RuleCase> read(Map<String, byte[]> files) {
        List<ContentProblem> problems = new ArrayList<>();
        List<RuleCase> cases = read(files, problems);
        if (!problems.isEmpty()) throw new InvalidContentException(problems);
        return cases;
    }

    /** The cases that can be read; adds the {@code problems} of the others. */
    public static List<RuleCase> read(Map<String, byte[]> files, List<ContentProblem> problems) {
        List<RuleCase> cases = new ArrayList<>();
        files.forEach((file, content) -> {
            if (!file.startsWith("cases/")) return;
            RuleCaseReader reader = new RuleCaseReader(file, problems);
            reader.read(new String(content, StandardCharsets.UTF_8));
            cases.addAll(reader.cases);
        });
        return cases;
    }

    private void read(String text) {
        Optional<ContentProblem> refused = SafeYaml.problem(file, text);
        if (refused.isPresent()) {
            problems.add(refused.get());
            return;
        }
        int row = 1;
        try (JsonParser parser = YAML.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) return;
            if (first != JsonToken.START_ARRAY) {
                problem(1, "", "应为“- case:”列表", "must be a list of \"- case:\"");
                return;
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                row = parser.currentTokenLocation().getLineNr();
                read(row, parser.readValueAs(RuleCaseYaml.class));
            }
        } catch (UnrecognizedPropertyException e) {
            problem(
                    row,
                    e.getPropertyName(),
                    "没有这个键，可用的有" + e.getKnownPropertyIds(),
                    "is no key of a case; there are " + e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            problem(row, "", "读不懂：" + e.getOriginalMessage(), "cannot be understood: " + e.getOriginalMessage());
        } catch (IOException e) {
            problem(row, "", "读不懂：" + e.getMessage(), "cannot be understood: " + e.getMessage());
        }
    }

    private void read(int row, RuleCaseYaml text) {
        int before = problems.size();
        List<RuleCaseYaml.Fact> facts = text.facts() == null ? List.of() : text.facts();
        if (text.name() == null || text.name().isBlank()) problem(row, "case", "案例没有名称", "the case has no name");
        CellTextCheck.firstFault(String.valueOf(text.name()))
                .ifPresent(fault ->
                        problem(row, "case", fault.why().zh(), fault.why().en()));
        if (facts.size() > MOST_FACTS) problem(row, "facts", "事实过多", "too many facts");
        Optional<LocalDate> day = day(row, text.at());
        Optional<Dimension> dimension = dimension(row, text.dimension());
        for (RuleCaseYaml.Fact fact : facts) check(row, fact);
        if (problems.size() > before) return;
        LocalDate on = day.orElseThrow();
        UUID id = UUID.nameUUIDFromBytes(text.name().getBytes(StandardCharsets.UTF_8));
        cases.add(new RuleCase(
                file,
                row,
                text.name(),
                dimension.orElseThrow(),
                on.atStartOfDay(Time.CITY).toInstant(),
                text.areas() == null ? AREAS : text.areas(),
                new EnterpriseFacts(
                        id,
                        text.headcount() == null ? HEADCOUNT : text.headcount(),
                        text.industry() == null ? INDUSTRY : text.industry(),
                        observations(id, on, facts)),
                text.fires() == null ? List.of() : text.fires(),
                text.silent() == null ? List.of() : text.silent(),
                Optional.ofNullable(text.tier()),
                Optional.ofNullable(text.score()),
                Optional.ofNullable(text.leastTier()),
                Optional.ofNullable(text.leastScore()),
                Optional.ofNullable(text.owner())));
    }

    private void check(int row, RuleCaseYaml.Fact fact) {
        if (fact == null || fact.indicator() == null || fact.value() == null || !Double.isFinite(fact.value())) {
            problem(row, "facts", "每条事实要有indicator和value", "each fact needs an indicator and a value");
        } else if (fact.daysAgo() < 0 || fact.daysAgo() > MOST_DAYS) {
            problem(row, "days_ago", "days_ago应为0到36500", "days_ago must be from 0 to 36500");
        }
    }

    private static List<Observation> observations(UUID id, LocalDate day, List<RuleCaseYaml.Fact> facts) {
        List<Observation> observations = new ArrayList<>();
        for (RuleCaseYaml.Fact fact : facts) {
            Instant occurred =
                    day.minusDays(fact.daysAgo()).atStartOfDay(Time.CITY).toInstant();
            observations.add(new Observation(
                    UUID.nameUUIDFromBytes((id + ":" + observations.size()).getBytes(StandardCharsets.UTF_8)),
                    id,
                    fact.indicator(),
                    fact.value(),
                    occurred,
                    occurred,
                    new Source(
                            (short) 0,
                            fact.source() == null ? "hr" : fact.source(),
                            fact.kind() == null ? "AUTHORITY" : fact.kind()),
                    null,
                    fact.confidence(),
                    fact.established()));
        }
        return List.copyOf(observations);
    }

    private Optional<LocalDate> day(int row, String at) {
        try {
            return Optional.of(at == null ? DAY : LocalDate.parse(at));
        } catch (DateTimeParseException e) {
            problem(row, "at", "应为日期,如2026-01-31", "must be a date such as 2026-01-31");
            return Optional.empty();
        }
    }

    private Optional<Dimension> dimension(int row, String name) {
        try {
            return Optional.of(name == null ? Dimension.LABOUR : Dimension.of(name));
        } catch (IllegalArgumentException e) {
            problem(row, "dimension", "没有" + name, "has no value " + name);
            return Optional.empty();
        }
    }

    private void problem(int row, String column, String zh, String en) {
        problems.add(new ContentProblem("case-unreadable", file, row, column, zh, en));
    }
}

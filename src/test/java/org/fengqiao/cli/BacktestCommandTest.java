package org.fengqiao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.registry.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as a policy officer runs it; it needs neither database nor application. */
@Execution(ExecutionMode.CONCURRENT)
class BacktestCommandTest {
    @TempDir
    Path folder;

    @Test
    void replays_a_file_and_reports_both_periods() throws IOException {
        JsonNode result = json(claims(), "2019-01-01", "2020-01-01", "--outcome", "2");

        assertThat(result.path("source").asText()).isEqualTo("ca_wage_claims");
        assertThat(result.path("rows").asInt()).isEqualTo(11);
        assertThat(result.path("rejectedBy").toString()).isEqualTo("{\"date-unreadable\":1,\"enterprise-missing\":1}");
        assertThat(result.path("through").asText()).isEqualTo("2020-03-10");
        assertThat(result.at("/train/population").asInt()).isEqualTo(2);
        assertThat(result.at("/train/positives").asInt()).isEqualTo(1);
        assertThat(result.at("/test/population").asInt()).isEqualTo(2);
        assertThat(result.at("/test/auc").asDouble()).isEqualTo(1);
        assertThat(result.at("/test/coverage").asDouble()).isEqualTo(1);
        assertThat(result.at("/test/medianLeadDays").asDouble()).isEqualTo(69);
    }

    @Test
    void prints_tables_for_people() throws IOException {
        String printed = run(claims(), "2019-01-01", "2020-01-01", "--outcome", "2", "--lang", "en");

        assertThat(printed)
                .contains("Mind: the data end on 2020-03-10")
                .containsPattern("precision@1 % +100.0 % +100.0 %")
                .containsPattern("ORANGE +0 +0 +1 +1 +100.0 %")
                .containsPattern("DIS01M-5 +53.0 ");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere,        claims.csv, mapping-unknown",
        "ca-wage-claims, gone.csv,   file-missing",
        "cn-divisions,   claims.csv, source-without-observations",
        "warn-layoff-notices, claims.csv, columns-missing"
    })
    void says_what_is_wrong_with_source_or_file(String source, String file, String code) throws IOException {
        claims();
        assertThatThrownBy(() -> run(folder.resolve(file), "2019-01-01", "2020-01-01", "--source", source))
                .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
    }

    @Test
    void says_so_when_the_test_comes_before_the_training() {
        assertThatThrownBy(() -> run(folder.resolve("gone.csv"), "2020-01-01", "2019-01-01"))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("backtest-periods-overlap");
                    assertThat(failure.zh()).contains("--train");
                });
    }

    @Test
    void says_so_when_the_rule_base_reads_nothing_of_the_file() throws IOException {
        Path mapping = Files.writeString(folder.resolve("other.yaml"), """
                source: other
                columns: {firm: [employer_key], day: [docket_date]}
                enterprise: {identifiers: [{scheme: other, columns: [firm]}]}
                observations:
                  - {indicator: {constant: WAG01}, value: {constant: '1'}, kind: {constant: AUTHORITY}, occurred: day}
                """);

        assertThatThrownBy(() -> run(claims(), "2019-01-01", "2020-01-01", "--source", mapping.toString()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("backtest-no-history");
                    assertThat(failure.en()).contains("indicator-unknown=10");
                });
    }

    /** docs/backtest.md has the figures to beat; the rule base was tuned on what was known before 2020 only. */
    @ParameterizedTest
    @CsvSource({
        // train, test, outcome, population, positives, least AUC, least precision@1 %, least recall@10 %
        "2019-01-01, 2020-01-01, 3, 26095, 367, 0.868, 0.420, 0.700",
        "2019-01-01, 2020-01-01, 1, 26095, 1928, 0.708, 0.617, 0.400",
        "2020-06-07, 2021-06-07, 3, 18993, 480, 0.836, 0.545, 0.650"
    })
    void foresees_real_wage_claims_better_than_a_hand_scorecard(
            String train,
            String test,
            String outcome,
            int population,
            int positives,
            double auc,
            double precision,
            double recall)
            throws IOException {
        JsonNode result = json(RealData.file("ca_wage_claims.csv.gz"), train, test, "--outcome", outcome)
                .path("test");

        assertThat(result.path("population").asInt()).isEqualTo(population);
        assertThat(result.path("positives").asInt()).isEqualTo(positives);
        assertThat(result.path("auc").asDouble()).isGreaterThanOrEqualTo(auc);
        assertThat(result.path("precisionTop1").asDouble()).isGreaterThanOrEqualTo(precision);
        assertThat(result.path("recallTop10").asDouble()).isGreaterThanOrEqualTo(recall);
        assertThat(result.path("aucShuffled").asDouble()).isBetween(0.45, 0.55);
    }

    /** A firm with one claim and a firm with claims all along, before both days; and two rows that are no use. */
    private Path claims() throws IOException {
        List<String> lines = new ArrayList<>(List.of("case_id,employer_key,employer_name,docket_date,naics"));
        for (LocalDate day : List.of(
                LocalDate.parse("2018-11-10"),
                LocalDate.parse("2018-12-10"),
                LocalDate.parse("2019-01-10"),
                LocalDate.parse("2019-02-10"),
                LocalDate.parse("2019-03-10"),
                LocalDate.parse("2020-02-10"),
                LocalDate.parse("2020-03-10"))) {
            lines.add("A" + day + ",E1,Often Inc.," + day + ",722");
        }
        lines.add("B1,E2,Once Inc.,2018-06-01,");
        lines.add("B2,E2,Once Inc.,2019-06-01,");
        lines.add("C1,,,2018-06-01,");
        lines.add("C2,E3,No Day Inc.,soon,");
        return Files.write(folder.resolve("claims.csv"), lines);
    }

    private JsonNode json(Path file, String train, String test, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--json");
        return new ObjectMapper().readTree(run(file, train, test, options.toArray(String[]::new)));
    }

    private static String run(Path file, String train, String test, String... more) {
        List<String> args = new ArrayList<>(List.of("backtest", file.toString(), "--rules", "rules/wage-claims"));
        args.addAll(List.of("--train", train, "--test", test));
        args.addAll(List.of(more));
        if (!args.contains("--source")) args.addAll(List.of("--source", "ca-wage-claims"));
        StringWriter printed = new StringWriter();
        CommandLine line = FengqiaoCommand.line(CommandLine.defaultFactory()).setOut(new PrintWriter(printed));
        CommandLine command = line.parseArgs(args.toArray(String[]::new))
                .subcommand()
                .commandSpec()
                .commandLine();
        ((Runnable) command.getCommand()).run();
        return printed.toString();
    }
}

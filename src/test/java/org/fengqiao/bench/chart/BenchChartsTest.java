package org.fengqiao.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.fengqiao.bench.EventBench;
import org.fengqiao.bench.MachineInfo;
import org.fengqiao.bench.PassBench;
import org.fengqiao.bench.assess.AssessBench;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From what the benches print to pictures of it. */
@Execution(ExecutionMode.CONCURRENT)
class BenchChartsTest {
    private static final MachineInfo MACHINE = new MachineInfo("a processor", 2, 24, "Linux amd64", "a JVM", 640);

    @TempDir
    Path folder;

    @Test
    void every_result_gets_its_picture_and_the_same_one_again() throws IOException {
        write("assess-157.json", assess(157, 100_000, 832_600, 311_300, 11_800));
        write("assess-50.json", assess(50, 20_000, 1_100_000, 488_700, 17_500));
        write("assess-1000.json", assess(1_000, 20_000, 290_000, 138_200, 1_700));
        write("pass-200000.json", pass(200_000, 31_000, 24_000));
        write("pass-500000.json", pass(500_000, 26_900, 17_400));
        write(
                "event.json",
                new EventBench.Result(
                        MACHINE,
                        20_000,
                        "r1",
                        List.of(run(300, 1.9, 4.2, 9.5)),
                        List.of(run(600, 2.2, 8.8, 19.2), run(1_200, 240, 900, 1_100)),
                        600));

        List<BenchCharts.ChartResult> drawn = BenchCharts.draw(folder);

        assertThat(drawn)
                .extracting(BenchCharts.ChartResult::picture)
                .containsExactly("assess-ways.png", "assess-rules.png", "pass.png", "event.png");
        assertThat(drawn).allMatch(BenchCharts.ChartResult::written);
        for (BenchCharts.ChartResult one : drawn) {
            Path file = folder.resolve(one.picture());
            looksDrawn(file);
            byte[] before = Files.readAllBytes(file);
            BenchCharts.draw(folder);
            assertThat(Files.readAllBytes(file)).as(one.picture()).isEqualTo(before);
        }
    }

    @Test
    void a_picture_without_results_is_left_out_and_one_rate_is_enough() throws IOException {
        write("assess.json", assess(157, 1_000, 832_600, 311_300, 11_800));
        write(
                "event.json",
                new EventBench.Result(MACHINE, 20_000, "r1", List.of(run(300, 1.9, 4.2, 9.5)), List.of(), 600));

        assertThat(BenchCharts.draw(folder))
                .extracting(BenchCharts.ChartResult::written)
                .containsExactly(true, false, false, true);

        assertThat(folder.resolve("pass.png")).doesNotExist();
        looksDrawn(folder.resolve("event.png"));
    }

    @Test
    void a_file_that_is_something_else_is_named() throws IOException {
        Files.writeString(folder.resolve("pass-old.json"), "{\"tiers\": 4}");

        assertThatThrownBy(() -> BenchCharts.draw(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("pass-old.json")
                .hasMessageContaining("tiers");
    }

    /** Of the right size, mostly white paper with some ink on it. */
    private static void looksDrawn(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(1_800);
        assertThat(image.getHeight()).isEqualTo(960);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        long inked = Arrays.stream(pixels).filter(pixel -> pixel != -1).count();
        assertThat(inked).as(file.toString()).isBetween(pixels.length / 100L, pixels.length * 3L / 4);
    }

    private void write(String name, Object result) throws IOException {
        new ObjectMapper().writeValue(folder.resolve(name).toFile(), result);
    }

    private static AssessBench.Report assess(int rules, int enterprises, double plain, double ours, double each) {
        List<AssessBench.Contender> ways = List.of(
                new AssessBench.Contender("hand-written Java", plain, plain, 690),
                new AssessBench.Contender("Fengqiao", ours, ours, 3_392),
                new AssessBench.Contender("Drools, a session for each enterprise", each, each, 193_589));
        return new AssessBench.Report(
                rules, 60, enterprises, 5, 6, 3.3, rules, enterprises, 6, ways, 0.37, 26, 430, MACHINE);
    }

    private static PassBench.Result pass(long enterprises, long without, long with) {
        List<PassBench.Round> rounds = List.of(
                new PassBench.Round(false, enterprises, 0, (double) enterprises / without),
                new PassBench.Round(true, enterprises, 9, (double) enterprises / with));
        return new PassBench.Result(
                enterprises,
                157,
                rounds,
                without,
                with,
                0.65,
                9.1,
                10_000,
                1.2,
                573,
                Map.of("observation", 900L),
                MACHINE);
    }

    private static EventBench.Run run(int rate, double p50, double p99, double p999) {
        return new EventBench.Run(rate, 15, 100, 0, Map.of(), p50, p99, p999, p999, 100, 90, 90, 1, 0);
    }
}

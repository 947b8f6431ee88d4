package org.fengqiao.bench.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.fengqiao.bench.EventBench;
import org.fengqiao.bench.PassBench;
import org.fengqiao.bench.assess.AssessBench;
import org.fengqiao.platform.ProblemException;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/** Draws charts of the results that the benchmarks printed as JSON; several files of one kind make a series. */
public final class BenchCharts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "Fengqiao";

    private final Path folder;

    private BenchCharts(Path folder) {
        this.folder = folder;
    }

    /** @param needs the files a picture is drawn from */
    public record ChartResult(String picture, boolean written, String needs) {}

    /** Writes the pictures into the folder of the results. */
    public static List<ChartResult> draw(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw ProblemException.notFound(
                    "bench-folder",
                    "找不到文件夹 " + folder + "；请指定存放 bench --json 结果的文件夹",
                    folder + " is not a folder; name the one with the results of bench --json");
        }
        BenchCharts charts = new BenchCharts(folder);
        // Of several results for the same x, the largest is drawn.
        List<AssessBench.Report> reports = charts.read("assess", AssessBench.Report.class);
        Collection<AssessBench.Report> byRules =
                largest(reports, AssessBench.Report::rules, AssessBench.Report::enterprises);
        Collection<PassBench.Result> passes = largest(
                charts.read("pass", PassBench.Result.class), PassBench.Result::enterprises, result -> result.rounds()
                        .size());
        List<EventBench.Run> runs = new ArrayList<>();
        for (EventBench.Result result : charts.read("event", EventBench.Result.class)) {
            runs.addAll(result.runs());
            runs.addAll(result.probes());
        }
        Collection<EventBench.Run> byRate = largest(runs, EventBench.Run::rate, EventBench.Run::seconds);
        return List.of(
                charts.draw("assess-ways", !reports.isEmpty(), "assess*.json", picture -> ways(picture, reports)),
                charts.draw(
                        "assess-rules",
                        byRules.size() > 1,
                        "assess*.json with two or more numbers of rules",
                        picture -> picture.add(rules(byRules))),
                charts.draw("pass", !passes.isEmpty(), "pass*.json", picture -> passes(picture, passes)),
                charts.draw("event", !byRate.isEmpty(), "event*.json", picture -> picture.add(latencies(byRate))));
    }

    private interface Content {
        void into(ChartImage picture);
    }

    private ChartResult draw(String name, boolean possible, String needs, Content content) {
        Path file = folder.resolve(name + ".png");
        if (possible) {
            ChartImage picture = new ChartImage();
            content.into(picture);
            picture.write(file);
        }
        return new ChartResult(file.getFileName().toString(), possible, needs);
    }

    private static void ways(ChartImage picture, List<AssessBench.Report> reports) {
        AssessBench.Report report = reports.stream()
                .max(Comparator.comparingInt(AssessBench.Report::enterprises))
                .orElseThrow();
        CategoryChart chart = ChartImage.bars(
                String.format(
                        Locale.ROOT,
                        "Assessing on one thread: %,d enterprises, %,d rules",
                        report.enterprises(),
                        report.rules()),
                "Way of assessing",
                "Enterprises per second (log scale)");
        // Bars of a single series are named below them and need no legend.
        chart.getStyler().setLegendVisible(false);
        chart.addSeries(
                "enterprises",
                report.ways().stream().map(AssessBench.Contender::name).toList(),
                report.ways().stream().map(AssessBench.Contender::perSecond).toList());
        ChartImage.logarithmic(
                chart,
                report.ways().stream().map(AssessBench.Contender::perSecond).toList());
        picture.add(chart);
    }

    private static XYChart rules(Collection<AssessBench.Report> reports) {
        XYChart chart = ChartImage.lines(
                "Assessing on one thread, by number of rules", "Rules in the release", "Enterprises per second");
        List<Integer> rules = reports.stream().map(AssessBench.Report::rules).toList();
        chart.addSeries(
                "Hand-written Java (limit)",
                rules,
                rates(
                        reports,
                        way -> !way.name().startsWith("Drools") && !way.name().equals(OURS)));
        chart.addSeries(OURS, rules, rates(reports, way -> way.name().equals(OURS)));
        chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
        return chart;
    }

    private static List<Double> rates(Collection<AssessBench.Report> reports, Predicate<AssessBench.Contender> which) {
        return reports.stream()
                .map(report -> report.ways().stream()
                        .filter(which)
                        .findFirst()
                        .orElseThrow()
                        .perSecond())
                .toList();
    }

    private static void passes(ChartImage picture, Collection<PassBench.Result> passes) {
        picture.add(pass(
                "Seconds of a pass", "Seconds (median)", passes, (pass, rate) -> (double) pass.enterprises() / rate));
        picture.add(pass("Rate of a pass", "Enterprises per second (median)", passes, (pass, rate) -> (double) rate));
    }

    private interface Measure {
        double of(PassBench.Result pass, long perSecond);
    }

    private static CategoryChart pass(String title, String unit, Collection<PassBench.Result> passes, Measure measure) {
        CategoryChart chart = ChartImage.bars(title, "Enterprises in the city", unit);
        List<String> sizes = passes.stream()
                .map(pass -> String.format(Locale.ROOT, "%,d", pass.enterprises()))
                .toList();
        chart.addSeries(
                "Read, write (limit)",
                sizes,
                passes.stream()
                        .map(pass -> measure.of(pass, pass.withoutPerSecond()))
                        .toList());
        chart.addSeries(
                "Read, assess, write",
                sizes,
                passes.stream()
                        .map(pass -> measure.of(pass, pass.withPerSecond()))
                        .toList());
        return chart;
    }

    private static XYChart latencies(Collection<EventBench.Run> runs) {
        XYChart chart = ChartImage.lines(
                "From observation to committed alert: latency by rate",
                "Observations per second",
                "Latency, ms (log scale)");
        List<Integer> rates = runs.stream().map(EventBench.Run::rate).toList();
        List<Double> all = new ArrayList<>();
        latency(chart, "p50", rates, runs, EventBench.Run::p50Ms, all);
        latency(chart, "p99", rates, runs, EventBench.Run::p99Ms, all);
        latency(chart, "p99.9", rates, runs, EventBench.Run::p999Ms, all);
        ChartImage.logarithmic(chart, all);
        return chart;
    }

    private static void latency(
            XYChart chart,
            String name,
            List<Integer> rates,
            Collection<EventBench.Run> runs,
            ToDoubleFunction<EventBench.Run> of,
            List<Double> all) {
        // A logarithm has no zero; latencies are kept to a hundredth of a millisecond.
        List<Double> values =
                runs.stream().map(run -> Math.max(0.01, of.applyAsDouble(run))).toList();
        chart.addSeries(name, rates, values);
        all.addAll(values);
    }

    /** The largest result for each x, ascending. */
    private static <T, X extends Comparable<X>> Collection<T> largest(
            List<T> all, Function<T, X> x, ToDoubleFunction<T> size) {
        TreeMap<X, T> chosen = new TreeMap<>();
        for (T result : all) {
            chosen.merge(x.apply(result), result, (a, b) -> size.applyAsDouble(b) > size.applyAsDouble(a) ? b : a);
        }
        return chosen.values();
    }

    private <T> List<T> read(String kind, Class<T> type) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, kind + "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A directory stream has no defined order.
        return files.stream().sorted().map(file -> read(file, type)).toList();
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid(
                    "bench-result-unreadable",
                    file + " 不是本版本 bench --json 的结果：" + e.getOriginalMessage() + "；请重新测量或移走该文件",
                    file + " is not a result of bench --json of this version: " + e.getOriginalMessage()
                            + "; measure again or move the file away");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

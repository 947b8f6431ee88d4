package org.fengqiao.bench.assess;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.bench.MachineInfo;
import org.fengqiao.bench.ResizedRelease;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;

/**
 * How many enterprises one thread assesses per second, compared with plain Java for the same policy (the limit) and Drools
 * as it is commonly used. The three take turns in one run, so that other load on the machine affects all alike.
 */
public final class AssessBench {
    private static final Instant AT = Instant.parse("2026-06-30T04:00:00Z");
    private static final long SEED = 20_171_231;

    /** The size of a chunk of the pass. */
    private static final int CHUNK = 5_000;

    /** The slow contender gets fewer enterprises per round. */
    private static final int SAMPLE = 5_000;

    private static final int WARM_UP = 5;

    private AssessBench() {}

    /**
     * @param perSecond enterprises, median of the rounds
     * @param perCpuSecond the same by the CPU time of the thread, for a machine with other load
     * @param bytesEach allocated per enterprise
     */
    public record Contender(String name, double perSecond, double perCpuSecond, long bytesEach) {}

    /**
     * @param rules of the release; {@code rulesFired} are those that fired for some enterprise
     * @param equal enterprises for which all three agree in tier, score and rules
     * @param toHandWritten our rate divided by that of plain Java
     * @param toSessionEach our rate divided by that of one session per enterprise
     */
    public record Report(
            int rules,
            int indicators,
            int enterprises,
            int rounds,
            double observationsEach,
            double findingsEach,
            long rulesFired,
            int equal,
            double compileSeconds,
            List<Contender> ways,
            double toHandWritten,
            double toSessionEach,
            int peakMemoryMb,
            MachineInfo machine) {}

    /** A contender under measurement: the timed work, and the same work with its results. */
    private static final class Runner {
        final String name;
        final List<EnterpriseFacts> subjects;
        final ToDoubleFunction<List<EnterpriseFacts>> timed;
        final Function<List<EnterpriseFacts>, List<ComparedAssessment>> outcomes;
        final List<Double> seconds = new ArrayList<>();
        final List<Double> cpuSeconds = new ArrayList<>();
        long bytes;
        double total = Double.NaN;

        Runner(
                String name,
                List<EnterpriseFacts> subjects,
                ToDoubleFunction<List<EnterpriseFacts>> timed,
                Function<List<EnterpriseFacts>, List<ComparedAssessment>> outcomes) {
            this.name = name;
            this.subjects = subjects;
            this.timed = timed;
            this.outcomes = outcomes;
        }

        /** Assesses every enterprise once. */
        void round() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            double sum = 0;
            for (int from = 0; from < subjects.size(); from += CHUNK) {
                sum += timed.applyAsDouble(subjects.subList(from, Math.min(subjects.size(), from + CHUNK)));
            }
            seconds.add((System.nanoTime() - began) / 1e9);
            cpuSeconds.add((threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9);
            bytes = (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / subjects.size();
            // Using the sum also keeps the compiler from eliminating the work.
            if (sum != total && !Double.isNaN(total))
                throw new IllegalStateException(name + " gives other scores than in the round before");
            total = sum;
        }

        Contender result() {
            return new Contender(name, rate(seconds), rate(cpuSeconds), bytes);
        }

        /** Enterprises per second, median of the rounds after the warm-up. */
        private double rate(List<Double> rounds) {
            double[] sorted = rounds.stream()
                    .skip(WARM_UP)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return Math.round(subjects.size() / sorted[sorted.length / 2]);
        }
    }

    /** @param progress is told how many rounds are done, warm-up included */
    public static Report run(Release base, int rules, int enterprises, int rounds, LongConsumer progress) {
        // The enterprises do not depend on the number of rules.
        List<EnterpriseFacts> subjects = new RandomEnterprises(base, AT, SEED).generate(enterprises);
        Release release = rules == 0 ? base : ResizedRelease.of(base, rules);
        long began = System.nanoTime();
        Assessor assessor = Assessor.of(release, DroolsEngine::compile);
        double compileSeconds = Math.round((System.nanoTime() - began) / 1e7) / 100.0;
        HandWrittenScorer plain = new HandWrittenScorer(release, AT);
        try (SessionPerEnterprise each = new SessionPerEnterprise(release, AT)) {
            List<Runner> runners = List.of(
                    new Runner(
                            "hand-written Java",
                            subjects,
                            some -> some.stream()
                                    .mapToDouble(s -> plain.assess(s).score())
                                    .sum(),
                            some -> some.stream().map(plain::assess).toList()),
                    new Runner(
                            "Fengqiao",
                            subjects,
                            some -> assess(assessor, some).stream()
                                    .mapToDouble(Assessment::score)
                                    .sum(),
                            some -> assess(assessor, some).stream()
                                    .map(ComparedAssessment::of)
                                    .toList()),
                    new Runner(
                            "Drools, a session for each enterprise",
                            subjects.subList(0, Math.min(SAMPLE, enterprises)),
                            some -> some.stream()
                                    .mapToDouble(s -> each.assess(s).score())
                                    .sum(),
                            some -> some.stream().map(each::assess).toList()));
            List<ComparedAssessment> agreed = agreed(runners, subjects);
            for (int round = 0; round < WARM_UP + rounds; round++) {
                runners.forEach(Runner::round);
                progress.accept(round + 1);
            }
            List<Contender> ways = runners.stream().map(Runner::result).toList();
            return new Report(
                    release.rules().size(),
                    (int) release.indicators().values().stream()
                            .filter(indicator -> indicator.dimensions().contains(Dimension.LABOUR))
                            .count(),
                    enterprises,
                    rounds,
                    hundredths(subjects.stream()
                            .mapToInt(s -> s.observations().size())
                            .average()
                            .orElse(0)),
                    hundredths(agreed.stream()
                            .mapToInt(o -> o.rules().length)
                            .average()
                            .orElse(0)),
                    agreed.stream()
                            .flatMapToInt(o -> Arrays.stream(o.rules()))
                            .distinct()
                            .count(),
                    agreed.size(),
                    compileSeconds,
                    ways,
                    hundredths(ways.get(1).perSecond() / ways.get(0).perSecond()),
                    hundredths(ways.get(1).perSecond() / ways.get(2).perSecond()),
                    MachineInfo.peakMemoryMb(),
                    MachineInfo.here());
        } finally {
            assessor.engine().close();
        }
    }

    private static List<Assessment> assess(Assessor assessor, List<EnterpriseFacts> subjects) {
        return assessor.assess(Dimension.LABOUR, subjects, AT);
    }

    /** The results of all contenders; throws if they differ. */
    private static List<ComparedAssessment> agreed(List<Runner> runners, List<EnterpriseFacts> subjects) {
        List<ComparedAssessment> agreed = new ArrayList<>(subjects.size());
        for (int from = 0; from < subjects.size(); from += CHUNK) {
            List<EnterpriseFacts> some = subjects.subList(from, Math.min(subjects.size(), from + CHUNK));
            List<List<ComparedAssessment>> each =
                    runners.stream().map(runner -> runner.outcomes.apply(some)).toList();
            for (int i = 0; i < some.size(); i++) {
                int at = i;
                List<ComparedAssessment> results =
                        each.stream().map(outcomes -> outcomes.get(at)).toList();
                if (results.stream().distinct().count() > 1) throw differ(runners, results, some.get(i));
            }
            agreed.addAll(each.get(0));
        }
        return agreed;
    }

    private static ProblemException differ(
            List<Runner> runners, List<ComparedAssessment> outcomes, EnterpriseFacts subject) {
        StringBuilder example = new StringBuilder();
        for (int i = 0; i < outcomes.size(); i++) {
            example.append(runners.get(i).name)
                    .append(": ")
                    .append(outcomes.get(i))
                    .append("; ");
        }
        example.append(subject);
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "results-differ",
                "各方式结果不一致，请报告给维护者。" + example,
                "The contenders give different results; report this to the maintainers. " + example);
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

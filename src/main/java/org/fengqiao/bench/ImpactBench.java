package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.trial.ImpactReport;
import org.fengqiao.governance.trial.ImpactTrial;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;

/** How long the trial of a draft takes: for one changed threshold, and for a change that affects all enterprises. */
@ApplicationScoped
public class ImpactBench {
    private final ImpactTrial trial;
    private final LiveAssessor live;

    ImpactBench(ImpactTrial trial, LiveAssessor live) {
        this.trial = trial;
        this.live = live;
    }

    /** One trial. */
    public record Round(
            String what,
            long enterprises,
            long reassessed,
            long tierChanges,
            long appeared,
            long gone,
            double seconds) {}

    public record Result(MachineInfo machine, String release, List<Round> rounds, int peakMemoryMb) {}

    public Result run(int rounds, LongConsumer progress) {
        Assessor current = live.get();
        // One band of overdue wages starts later; and a tier starts later, which affects every enterprise.
        Assessor threshold = live.prepare(changed(current.release(), "tables/wag.csv", ",16,31,20,", ",20,31,20,"));
        Assessor everybody =
                live.prepare(changed(current.release(), "tiers.csv", "DEFAULT_4,BLUE,10,", "DEFAULT_4,BLUE,12,"));
        List<Round> done = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            done.add(round("a threshold", trial.run(current, threshold, progress)));
            done.add(round("a tier", trial.run(current, everybody, progress)));
        }
        return new Result(MachineInfo.here(), current.release().id(), done, MachineInfo.peakMemoryMb());
    }

    private static Round round(String what, ImpactReport impact) {
        long changes = impact.tiers().values().stream()
                .flatMap(matrix -> matrix.entrySet().stream())
                .flatMap(from -> from.getValue().entrySet().stream().filter(to -> to.getKey() != from.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Round(
                what,
                impact.enterprises(),
                impact.reassessed(),
                changes,
                impact.alerts().appeared(),
                impact.alerts().gone(),
                impact.seconds());
    }

    private static Release changed(Release release, String file, String find, String replacement) {
        SortedMap<String, byte[]> files = new TreeMap<>(release.files());
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        if (!text.contains(find)) throw new IllegalStateException(file + " does not contain " + find);
        files.put(file, text.replaceFirst(find, replacement).getBytes(StandardCharsets.UTF_8));
        return ReleaseReader.read(release.base(), files);
    }
}

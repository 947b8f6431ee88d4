package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.demo.city.DemoCity;
import org.fengqiao.demo.year.DemoTally;
import org.fengqiao.demo.year.DemoYear;
import org.fengqiao.demo.year.YearPlan;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;

/** Makes the demo city once for a data folder: generates its files and plays its year. */
@ApplicationScoped
class DemoBuilder {
    private final Path data;
    private final DemoYear year;
    private final DemoTally tally;
    private final TierCounts counts;

    DemoBuilder(
            @ConfigProperty(name = "fengqiao.data", defaultValue = "data") Path data,
            DemoYear year,
            DemoTally tally,
            TierCounts counts) {
        this.data = data;
        this.year = year;
        this.tally = tally;
        this.counts = counts;
    }

    /** Whether a city was made in a data folder; asked before the application starts. */
    static boolean isDone(Path data) {
        return Files.exists(data.resolve("demo").resolve("done"));
    }

    /** Whether the city is there, whole. */
    boolean isBuilt() {
        return isDone(data) && counts.enterprises() > 0;
    }

    DemoCommand.Result build(YearPlan plan, CommandOutput out) {
        long began = System.nanoTime();
        Path folder = data.resolve("demo");
        refuseOtherData(folder);
        write(folder.resolve("generated"), plan.toString());
        try (ProgressLine progress = out.progress(new BilingualText("生成企业", "Making enterprises"))) {
            DemoCity.write(
                    folder, plan.enterprises(), plan.seed(), plan.day(), at -> progress.at(at, plan.enterprises()));
        }
        double generated = seconds(began);
        DemoYear.Intake intake;
        try (ProgressLine progress = out.progress(new BilingualText("演一年", "Playing the year"))) {
            intake = year.play(plan, folder, DemoCommand.PASSWORD, progress::at);
        }
        write(folder.resolve("done"), plan.toString());
        return new DemoCommand.Result(plan, generated, intake, seconds(began), counts.labour(), tally.count());
    }

    /** What is there now, without having been made just now. */
    DemoCommand.Result found() {
        return new DemoCommand.Result(null, 0, null, 0, counts.labour(), tally.count());
    }

    private static double seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    }

    /** Real data and an invented city in one database would be a trap; and half a year cannot be played on. */
    private void refuseOtherData(Path folder) {
        if (counts.enterprises() == 0) return;
        boolean interrupted = Files.exists(folder.resolve("generated"));
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                interrupted ? "demo-interrupted" : "not-a-demo",
                interrupted
                        ? "上次生成演示城市时中断了。请删除数据文件夹 " + data + " 后重新运行。"
                        : "数据文件夹 " + data + " 里已有真实数据。请用 FENGQIAO_DATA 指定另一个文件夹来演示。",
                interrupted
                        ? "The demo was interrupted while its city was made. Delete the data folder " + data
                                + " and run it again."
                        : "The data folder " + data + " holds real data. Name another in FENGQIAO_DATA for the demo.");
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

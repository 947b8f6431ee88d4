package org.fengqiao.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.demo.DemoAccounts;
import org.fengqiao.demo.DemoCity;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.security.Accounts;
import org.fengqiao.platform.security.Role;
import org.fengqiao.platform.text.BilingualText;

/** Makes the demo city: generates its files, opens its accounts, imports and assesses. */
@ApplicationScoped
class DemoBuilder {
    private final Path data;
    private final ImportDispatcher files;
    private final AssessmentPass pass;
    private final TierCounts counts;
    private final Accounts accounts;
    private final InstantSource clock;

    DemoBuilder(
            @ConfigProperty(name = "fengqiao.data", defaultValue = "data") Path data,
            ImportDispatcher files,
            AssessmentPass pass,
            TierCounts counts,
            Accounts accounts,
            InstantSource clock) {
        this.data = data;
        this.files = files;
        this.pass = pass;
        this.counts = counts;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Whether the city is there, whole. */
    boolean isBuilt() {
        return Files.exists(data.resolve("demo").resolve("done")) && counts.enterprises() > 0;
    }

    DemoCommand.Result build(int size, long seed, CommandOutput out) {
        long began = clock.millis();
        Path folder = data.resolve("demo");
        Path plan = folder.resolve("generated");
        refuseForeignData(plan);
        String wanted = size + " " + seed;
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        if (!read(plan).startsWith(wanted + " ")) {
            try (ProgressLine progress = out.progress(new BilingualText("生成企业", "Making enterprises"))) {
                DemoCity.write(folder, size, seed, today, at -> progress.at(at, size));
            }
            write(plan, wanted + " " + today);
        }
        double generated = (clock.millis() - began) / 1000.0;
        openAccounts(folder, out);
        List<ImportReport> imports = new ArrayList<>();
        for (String source : List.of("posts", "enterprises", "observations")) imports.add(take(folder, source, out));
        AssessCommand.Result assessed =
                AssessCommand.run(pass, counts, Optional.empty(), AssessmentPass.Scope.WHAT_CHANGED, out);
        write(folder.resolve("done"), clock.instant().toString());
        return new DemoCommand.Result(generated, imports, assessed, (clock.millis() - began) / 1000.0);
    }

    private ImportReport take(Path folder, String source, CommandOutput out) {
        Path file = folder.resolve(source + ".csv");
        try (ProgressLine progress = out.progress(new BilingualText("导入 " + source, "Importing " + source))) {
            return files.run(
                    file, source, folder.resolve(source + ".rejected.csv"), at -> progress.at(at.rows(), at.total()));
        }
    }

    /** Real data and an invented city in one database would be a trap for whoever looks at it next. */
    private void refuseForeignData(Path plan) {
        if (counts.enterprises() > 0 && !Files.exists(plan)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "not-a-demo",
                    "数据文件夹 " + data + " 里已有真实数据。请用 FENGQIAO_DATA 指定另一个文件夹来演示。",
                    "The data folder " + data + " holds real data. Name another in FENGQIAO_DATA for the demo.");
        }
    }

    /** Accounts need their areas, so those come first. */
    private void openAccounts(Path folder, CommandOutput out) {
        take(folder, "areas", out);
        for (DemoAccounts.Account account : DemoAccounts.all()) {
            if (accounts.exists(account.username())) continue;
            accounts.open(
                    new Accounts.NewAccount(
                            account.username(), account.zh(), Set.of(Role.of(account.role())), account.areaCode()),
                    DemoCommand.PASSWORD);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

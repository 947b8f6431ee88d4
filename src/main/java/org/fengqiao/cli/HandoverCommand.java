package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.handover.HandoverService;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "handover",
        description = "诉调对接：移送一个调解案件，写出 JSON 和 PDF / Hand a mediation case over, and write its JSON and PDF")
public class HandoverCommand implements Runnable {
    @Parameters(paramLabel = "CASE", description = "调解案件编号 / id of the mediation case")
    UUID id;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "写入的文件夹 / folder to write to")
    Path folder;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    HandoverService handovers;

    @Inject
    MediationService mediations;

    /** What the command prints. */
    record Result(HandoverService.HandoverStatus status, String json, String pdf) {}

    @Override
    public void run() {
        String user = by.authenticateInArea(
                mediations.scopeOf(id).areaPath(),
                Roles.MEDIATION_LEAD,
                Roles.LABOUR_OFFICER,
                Roles.LABOUR_OFFICE_HEAD);
        handovers.handOver(id, user);
        HandoverService.HandoverStatus status = handovers.status(id);
        String name = "litigation-package-" + status.packageId();
        Path json = write(name + ".json", handovers.json(id).getBytes(StandardCharsets.UTF_8));
        Path paper = write(name + ".pdf", handovers.pdf(id));
        Result result = new Result(status, json.toString(), paper.toString());
        out.show(result, () -> TextTable.of(
                        new BilingualText("版本", "Revision"),
                        new BilingualText("完整度", "Complete"),
                        new BilingualText("回执", "Receipt"),
                        new BilingualText("文件", "File"))
                .row(
                        status.revision(),
                        status.completenessPercent() + "%",
                        status.receipt().state(),
                        result.pdf()));
    }

    private Path write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

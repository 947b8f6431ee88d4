package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import org.fengqiao.response.mediation.Handovers;
import org.fengqiao.response.mediation.Mediations;
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
    Output out;

    @Inject
    Handovers handovers;

    @Inject
    Mediations mediations;

    @Inject
    AccountLogin login;

    /** What the command prints. */
    record Result(Handovers.Status status, String json, String paper) {}

    @Override
    public void run() {
        String user = by.within(
                login, mediations.areaOf(id), Roles.MEDIATION_LEAD, Roles.LABOUR_OFFICER, Roles.LABOUR_OFFICE_HEAD);
        handovers.handOver(id, user);
        Handovers.Status status = handovers.status(id);
        String name = "litigation-package-" + status.packageId();
        Path json = write(name + ".json", handovers.json(id).getBytes(StandardCharsets.UTF_8));
        Path paper = write(name + ".pdf", handovers.paper(id));
        Result result = new Result(status, json.toString(), paper.toString());
        out.show(result, () -> Table.of(
                        new Text("版本", "Revision"),
                        new Text("完整度", "Complete"),
                        new Text("回执", "Receipt"),
                        new Text("文件", "File"))
                .row(
                        status.revision(),
                        status.completenessPercent() + "%",
                        status.receipt().state(),
                        result.paper()));
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

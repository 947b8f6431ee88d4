package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "把版本或草案逐字节写成文件夹，可放入 git / Write a release or a draft as a folder, byte by byte; git stays an option")
public class RulesExportCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "空文件夹 / an empty folder")
    Path folder;

    @Option(names = "--release", description = "版本编号，默认现行版本 / id of a release, by default the live one")
    String release;

    @Option(names = "--draft", description = "草案编号 / or id of a draft")
    UUID draft;

    @Mixin
    CommandOutput out;

    @Inject
    Releases releases;

    @Inject
    DraftService drafts;

    /** What the command prints. */
    record Result(String id, String folder, int files) {}

    @Override
    public void run() {
        String id = release == null ? releases.liveId() : release;
        SortedMap<String, byte[]> files = draft == null ? releases.byId(id).files() : drafts.files(draft);
        ReleaseFolderWriter.write(files, folder);
        Result result = new Result(draft == null ? id : drafts.get(draft).contentId(), folder.toString(), files.size());
        out.show(result, () -> TextTable.of(
                        new BilingualText("内容", "Content"),
                        new BilingualText("文件", "Files"),
                        new BilingualText("文件夹", "Folder"))
                .row(result.id(), result.files(), result.folder()));
    }
}

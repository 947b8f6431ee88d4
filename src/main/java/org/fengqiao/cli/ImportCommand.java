package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.intake.file.ImportReport;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "导入企业、观测、区域、岗位、关联关系、缺勤、值班表或工作日历文件 / Take in a file of enterprises, observations, areas,"
                    + " posts, relations, absences, rosters or working-days",
            "重复导入同一文件不会增加任何数据 / The same file twice adds nothing"
        })
public class ImportCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "CSV、TSV 或 XLSX，可为 gzip / CSV, TSV or XLSX, plain or gzip")
    Path file;

    @Option(
            names = "--source",
            description = "映射名称或文件，默认与文件同名 / name or path of the mapping, by default the file's own name")
    String source;

    @Option(names = "--rejections", description = "拒收行写到哪里 / where refused rows are written")
    Path rejections;

    @Mixin
    CommandOutput out;

    @ConfigProperty(name = "fengqiao.data", defaultValue = "data")
    Path data;

    @Inject
    ImportDispatcher files;

    @Override
    public void run() {
        if (!Files.isReadable(file)) {
            throw ProblemException.notFound("file-missing", "读不到文件 " + file, "The file " + file + " cannot be read");
        }
        if (Files.exists(data.resolve("demo").resolve("generated"))) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "demo-data-here",
                    "数据文件夹 " + data + " 是演示城市，账号密码人人知道。请用 FENGQIAO_DATA 指定另一个文件夹存放真实数据。",
                    "The data folder " + data + " holds the demo, whose passwords everybody knows. Name another in"
                            + " FENGQIAO_DATA for real data.");
        }
        String mapping = source == null ? ImportDispatcher.sourceOf(file) : source;
        ImportReport report;
        try (ProgressLine progress =
                out.progress(new BilingualText("导入 " + file.getFileName(), "Importing " + file.getFileName()))) {
            report = files.run(file, mapping, rejections(), at -> progress.at(at.rows(), at.total()));
        }
        out.show(report, () -> table(report));
    }

    private Path rejections() {
        return rejections != null ? rejections : data.resolve("rejected").resolve(file.getFileName() + ".rejected.csv");
    }

    private static TextTable table(ImportReport report) {
        TextTable table = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数量", "How many"))
                .row("行 rows", report.rows())
                .row("接收 accepted", report.accepted())
                .row("拒收 rejected", report.rejected());
        for (Map.Entry<String, Long> reason : report.rejectedBy().entrySet()) {
            table.row("  " + reason.getKey(), reason.getValue());
        }
        table.row("新增观测 added", report.added())
                .row("更正 corrected", report.corrected())
                .row("已有 unchanged", report.unchanged())
                .row("新企业 new enterprises", report.enterprisesNew())
                .row("秒 seconds", report.seconds());
        if (!report.unknownColumns().isEmpty()) table.row("未识别的列 unknown columns", report.unknownColumns());
        if (report.rejections() != null) table.row("拒收文件 rejection file", report.rejections());
        return table;
    }
}

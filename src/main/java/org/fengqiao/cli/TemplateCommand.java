package org.fengqiao.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.intake.file.ImportTemplates;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template", description = "生成空白表格供填报 / Write an empty workbook for an office to fill in")
public class TemplateCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "enterprises, observations")
    String name;

    @Option(names = "--to", description = "写到哪里，默认当前文件夹 / where to, by default this folder")
    Path to;

    @Mixin
    CommandOutput out;

    @Override
    public void run() {
        Path file = to == null ? Path.of(name + ".xlsx") : to;
        try {
            ByteArrayOutputStream workbook = new ByteArrayOutputStream();
            ImportTemplates.write(
                    name, out.localized(new BilingualText("zh", "en")).equals("zh"), workbook);
            Files.write(file, workbook.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.say(new BilingualText(
                "已写入 " + file + "，填好后用 import 导入。", "Written to " + file + "; fill it in and import it."));
    }
}

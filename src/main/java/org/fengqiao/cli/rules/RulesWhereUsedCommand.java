package org.fengqiao.cli.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.content.IndicatorUsage;
import org.fengqiao.governance.content.IndicatorUsageFinder;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ReleaseReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "where-used",
        description = {"一个指标用在哪里：规则、换算、路由、案例、模型", "Where an indicator is used: rules, helpers, routes, cases, models"})
public class RulesWhereUsedCommand implements Runnable, NoDatabaseCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "规则库文件夹 / folder of the rule base")
    Path folder;

    @Parameters(index = "1", paramLabel = "INDICATOR", description = "指标代码，如 WAG01 / code, such as WAG01")
    String indicator;

    @Option(
            names = "--models",
            defaultValue = "scoring-models",
            description = "评分模型文件夹 / folder of the scoring models [${DEFAULT-VALUE}]")
    Path models;

    @Mixin
    CommandOutput out;

    @Override
    public void run() {
        List<IndicatorUsage> uses = IndicatorUsageFinder.of(ReleaseReader.read(folder), indicator, models());
        out.show(uses, () -> {
            TextTable table = TextTable.of(
                    new BilingualText("用途", "Use"), new BilingualText("名称", "Name"), new BilingualText("位置", "Where"));
            for (IndicatorUsage use : uses)
                table.row(use.kind(), use.name(), use.file() + (use.row() == 0 ? "" : ":" + use.row()));
            return table;
        });
    }

    private SortedMap<String, byte[]> models() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(models)) return files;
        try (Stream<Path> paths = Files.walk(models)) {
            for (Path path : paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".pmml"))
                    .toList()) {
                files.put(models.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}

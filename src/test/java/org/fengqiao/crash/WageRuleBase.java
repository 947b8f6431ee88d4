package org.fengqiao.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped base with its rules on wages alone: compiling all of them is half of a start, and here are hundreds of starts. */
final class WageRuleBase {
    private static final Path SHIPPED = Path.of("rules", "shenzhen-labour");

    private WageRuleBase() {}

    static void write(Path into) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SHIPPED)) {
            files = all.filter(Files::isRegularFile)
                    .map(SHIPPED::relativize)
                    .filter(WageRuleBase::isOnWages)
                    .toList();
        }
        for (Path file : files) {
            Path copy = into.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(SHIPPED.resolve(file), copy);
        }
    }

    private static boolean isOnWages(Path file) {
        boolean lists = file.getNameCount() == 1;
        return lists || file.endsWith("tables/wag.csv") || file.endsWith("drl/major-wage-arrears.drl");
    }
}

package org.fengqiao.intake.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fengqiao.intake.CellParser;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.platform.ProblemException;

/**
 * The header of a file, matched with the columns of the mapping.
 *
 * @param line its line number
 * @param columns position in the file by the mapping's name
 * @param missing the required columns that the file lacks, as the headers they may have
 * @param unknown headers that are not in the mapping; reported, not refused
 */
record FileHeader(long line, Map<String, Integer> columns, List<String> missing, List<String> unknown) {

    static FileHeader of(RowSource.SourceRow line, Mapping mapping) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = line.cells().length - 1; i >= 0; i--) {
            positions.put(plain(line.cells()[i]), i);
        }
        Map<String, Integer> columns = new HashMap<>();
        List<String> missing = new ArrayList<>();
        mapping.columns().forEach((name, headers) -> {
            headers.stream()
                    .map(header -> positions.remove(plain(header)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(at -> columns.put(name, at));
            if (!columns.containsKey(name) && !mapping.optional().contains(name)) {
                missing.add(String.join("|", headers));
            }
        });
        positions.remove("");
        return new FileHeader(line.number(), columns, missing, List.copyOf(positions.keySet()));
    }

    ProblemException failure() {
        String list = String.join(", ", missing);
        return ProblemException.invalid(
                "columns-missing",
                "缺少列: " + list + "；未导入任何内容，请补上表头或换用其他映射",
                "Columns are missing: " + list + "; nothing was imported, add them or choose another mapping");
    }

    private static String plain(String header) {
        return header == null
                ? ""
                : CellParser.normalize(header)
                        .replace("\uFEFF", "")
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
    }
}

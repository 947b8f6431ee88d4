package org.fengqiao.governance.content;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.text.BilingualText;

/** What a column of a rule base means, for those who edit it. */
record ColumnHelp(BilingualText text, List<String> choices) {
    private static final Map<String, ColumnHelp> ALL = load();

    /** Has empty texts for a column without a description. */
    static ColumnHelp of(String column) {
        return ALL.getOrDefault(column, new ColumnHelp(new BilingualText("", ""), List.of()));
    }

    private static Map<String, ColumnHelp> load() {
        Map<String, ColumnHelp> all = new LinkedHashMap<>();
        InputStream file = ColumnHelp.class.getResourceAsStream("/rule-columns.csv");
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                String choices = row.getField("list");
                all.put(
                        row.getField("column"),
                        new ColumnHelp(
                                new BilingualText(row.getField("zh"), row.getField("en")),
                                choices.isEmpty() ? List.of() : List.of(choices.split(" "))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}

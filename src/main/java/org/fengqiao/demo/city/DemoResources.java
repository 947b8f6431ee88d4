package org.fengqiao.demo.city;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads the small tables in resources/demo that describe the demo city. */
public final class DemoResources {
    private DemoResources() {}

    public static <T> List<T> rows(String file, Function<NamedCsvRecord, T> row) {
        var in = Objects.requireNonNull(DemoResources.class.getResourceAsStream("/demo/" + file), file);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream().map(row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int number(NamedCsvRecord row, String field) {
        return Integer.parseInt(row.getField(field));
    }

    public static List<String> choices(String cell) {
        return List.of(cell.split("\\|"));
    }
}

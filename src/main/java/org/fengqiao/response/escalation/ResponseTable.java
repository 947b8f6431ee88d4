package org.fengqiao.response.escalation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A small table of the response that comes with the software. */
public final class ResponseTable {
    private ResponseTable() {}

    public static List<NamedCsvRecord> rows(String name) {
        try (InputStream csv = ResponseTable.class.getResourceAsStream("/response/" + name);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

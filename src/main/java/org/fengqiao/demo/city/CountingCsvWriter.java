package org.fengqiao.demo.city;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one CSV file and counts its rows without keeping them. */
final class CountingCsvWriter implements AutoCloseable {
    private final Path file;
    private final CsvWriter csv;
    private long rows = -1; // the header does not count

    CountingCsvWriter(Path folder, String name) throws IOException {
        file = folder.resolve(name);
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(1 << 16)
                .build(file, StandardCharsets.UTF_8);
    }

    void row(String... cells) {
        csv.writeRecord(cells);
        rows++;
    }

    DemoCity.WrittenFile written() throws IOException {
        csv.flush();
        return new DemoCity.WrittenFile(file.getFileName().toString(), rows, Files.size(file));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}

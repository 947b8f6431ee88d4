package org.fengqiao.demo.year;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A year of observations as it arrives: a file for each week, with what was learnt by then; what information officers saw they
 * report themselves.
 */
record Deliveries(List<Path> files, List<FieldReport> reports) {
    /** What an information officer saw, and the day on which they report it. */
    record FieldReport(
            String officer, String uscc, String indicator, double value, LocalDate seenOn, LocalDate on, String note) {
        private static FieldReport of(NamedCsvRecord row) {
            return new FieldReport(
                    row.getField("source"),
                    row.getField("uscc"),
                    row.getField("indicator"),
                    Double.parseDouble(row.getField("value")),
                    LocalDate.parse(row.getField("occurred_on")),
                    LocalDate.parse(row.getField("learnt_on")),
                    row.getField("kind").endsWith("EVIDENCE") ? "现场照片，" + row.getField("note") : "");
        }
    }

    /** @param until the day of each delivery, in order; what was learnt later comes with the last */
    static Deliveries cut(Path observations, List<LocalDate> until, Path folder) {
        List<Path> files = new ArrayList<>();
        List<CsvWriter> writers = new ArrayList<>();
        List<FieldReport> reports = new ArrayList<>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(observations)) {
            Files.createDirectories(folder);
            for (LocalDate day : until) {
                Path file = folder.resolve("observations-" + day + ".csv");
                files.add(file);
                writers.add(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8));
            }
            for (NamedCsvRecord row : csv) {
                if (row.getStartingLineNumber() == 2) writers.forEach(writer -> writer.writeRecord(row.getHeader()));
                LocalDate learnt = LocalDate.parse(row.getField("learnt_on"));
                int delivery = delivery(learnt, until);
                if (delivery > 0 && row.getField("source").startsWith("io.")) reports.add(FieldReport.of(row));
                else writers.get(delivery).writeRecord(row.getFields());
            }
            for (CsvWriter writer : writers) writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Deliveries(files, reports);
    }

    private static int delivery(LocalDate learnt, List<LocalDate> until) {
        int last = until.size() - 1;
        return (int) Stream.iterate(0, i -> i < last && until.get(i).isBefore(learnt), i -> i + 1)
                .count();
    }
}

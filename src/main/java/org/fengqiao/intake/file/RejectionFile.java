package org.fengqiao.intake.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fengqiao.intake.RowRejectedException;
import org.fengqiao.platform.text.Masking;
import org.fengqiao.platform.text.SpreadsheetCell;

/** The rejected rows of a file, rewritten by each import of it; there is no file if none was rejected. */
final class RejectionFile implements AutoCloseable {
    private final Path path;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private CsvWriter csv;

    RejectionFile(Path path) throws IOException {
        this.path = path;
        Files.deleteIfExists(path);
    }

    void add(long row, RowRejectedException refused) {
        counts.merge(refused.code(), 1L, Long::sum);
        writer().writeRecord(
                        Long.toString(row),
                        text(refused.column()),
                        SpreadsheetCell.escapeFormula(Masking.mask(text(refused.value()))),
                        refused.code(),
                        refused.reason().zh(),
                        refused.reason().en());
    }

    SortedMap<String, Long> counts() {
        return counts;
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Path pathIfWritten() {
        return csv == null ? null : path;
    }

    private CsvWriter writer() {
        if (csv == null) {
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Writer writer = Files.newBufferedWriter(path);
                writer.write('\uFEFF'); // spreadsheets recognise UTF-8 only by a byte order mark
                csv = CsvWriter.builder().build(writer);
                csv.writeRecord("行 row", "列 column", "值 value", "原因代码 code", "原因", "reason");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return csv;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.close();
        }
    }
}

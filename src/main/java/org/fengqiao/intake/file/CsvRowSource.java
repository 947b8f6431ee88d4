package org.fengqiao.intake.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** Reads CSV and TSV, with line breaks inside quoted fields. */
final class CsvRowSource implements RowSource {
    private static final int MAX_FIELD_LENGTH = 200_000;

    private final CloseableIterator<CsvRecord> records;

    CsvRowSource(Reader reader, char separator) {
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .ofCsvRecord(reader)
                .iterator();
    }

    @Override
    public SourceRow next() {
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                SourceRow line = new SourceRow(
                        record.getStartingLineNumber(), record.getFields().toArray(String[]::new));
                for (String cell : line.cells()) {
                    if (cell.length() > MAX_FIELD_LENGTH) {
                        throw unreadable(line.number(), null);
                    }
                }
                if (!line.isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw unreadable(0, e);
        }
    }

    private static ProblemException unreadable(long line, Exception cause) {
        return new ProblemException(
                ErrorKind.INVALID_INPUT,
                "file-unreadable",
                "文件第" + line + "行之后无法解析，可能有未闭合的引号；未导入任何内容，请修正后重试",
                "The file cannot be read after line " + line + ", perhaps a quote is not closed; nothing was imported,"
                        + " correct it and try again",
                cause);
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.fengqiao.intake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.fengqiao.platform.ProblemException;

/** Streams the rows of a sheet; a cell formatted as a date yields the date, also in a column of numbers. */
final class XlsxRowSource implements RowSource {
    private static final Pattern DATE_FORMAT = Pattern.compile("[ymd年月日]", Pattern.CASE_INSENSITIVE);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;

    XlsxRowSource(Path file, String sheetName) throws IOException {
        workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
        Sheet sheet = sheetName == null
                ? workbook.getFirstSheet()
                : workbook.findSheet(sheetName).orElseThrow(() -> noSheet(sheetName));
        stream = sheet.openStream();
        rows = stream.iterator();
    }

    @Override
    public SourceRow next() {
        while (rows.hasNext()) {
            Row row = rows.next();
            String[] cells = new String[row.getCellCount()];
            for (int i = 0; i < cells.length; i++) {
                Cell cell = row.getCell(i);
                cells[i] = cell == null ? "" : text(cell);
            }
            SourceRow line = new SourceRow(row.getRowNum(), cells);
            if (!line.isBlank()) {
                return line;
            }
        }
        return null;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER && isDate(cell)) {
            return cell.asDate().toLocalDate().toString();
        }
        if (cell.getType() == CellType.NUMBER) {
            return cell.asNumber().toPlainString();
        }
        return cell.getText() == null ? "" : cell.getText();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        Integer id = cell.getDataFormatId();
        if (format != null) {
            String bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
            return DATE_FORMAT.matcher(bare).find() && !bare.contains("0");
        }
        return id != null && (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id >= 50 && id <= 58);
    }

    private static ProblemException noSheet(String name) {
        return ProblemException.invalid(
                "sheet-missing", "没有名为 " + name + " 的工作表，请核对", "There is no sheet named " + name + "; check its name");
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

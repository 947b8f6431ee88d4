package org.fengqiao.governance.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.content.CellTextCheck;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseFiles;

/** Reads a workbook of {@link RuleWorkbook} back. */
final class WorkbookReader {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_PROBLEMS = 200;
    private static final Pattern DATE_FORMAT = Pattern.compile("[ymd年月日]", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SHEETS_OF_OURS = Set.of(RuleWorkbook.GUIDE, "lists");

    private final SortedMap<String, byte[]> from;
    private final List<ContentProblem> problems = new ArrayList<>();

    private WorkbookReader(SortedMap<String, byte[]> from) {
        this.from = from;
    }

    static SortedMap<String, byte[]> read(byte[] workbook, SortedMap<String, byte[]> from) {
        return with(workbook, readable -> {
            String id = id(readable);
            if (!id.equals(ReleaseFiles.hash(from))) throw madeOfOther(id);
            WorkbookReader reader = new WorkbookReader(from);
            SortedMap<String, byte[]> files = reader.files(readable);
            if (!reader.problems.isEmpty()) throw new InvalidContentException(reader.problems);
            return files;
        });
    }

    static String madeOf(byte[] workbook) {
        return with(workbook, WorkbookReader::id);
    }

    private interface Reading<T> {
        T read(ReadableWorkbook workbook) throws IOException;
    }

    private static <T> T with(byte[] workbook, Reading<T> reading) {
        byte[] harmless = XlsxSanitizer.sanitize(workbook);
        try (ReadableWorkbook readable =
                new ReadableWorkbook(new ByteArrayInputStream(harmless), new ReadingOptions(true, true))) {
            return reading.read(readable);
        } catch (ProblemException refused) {
            throw refused;
        } catch (IOException | RuntimeException e) {
            // The library throws whatever exception it ran into in a malformed workbook.
            throw new ProblemException(
                    ErrorKind.INVALID_INPUT,
                    "workbook-unreadable",
                    "工作簿无法读取，请重新导出后再改",
                    "The workbook cannot be read; export it again and repeat the change",
                    e);
        }
    }

    private static String id(ReadableWorkbook workbook) throws IOException {
        Sheet guide = workbook.findSheet(RuleWorkbook.GUIDE).orElseThrow(WorkbookReader::notOurs);
        try (Stream<Row> rows = guide.openStream()) {
            Row first = rows.findFirst().orElseThrow(WorkbookReader::notOurs);
            if (first.getCellCount() < 2 || first.getCell(1) == null) throw notOurs();
            return first.getCell(1).getText();
        }
    }

    private SortedMap<String, byte[]> files(ReadableWorkbook workbook) throws IOException {
        Map<String, String> sheets = RuleWorkbook.sheets(from);
        for (Sheet sheet : workbook.getSheets().toList()) {
            if (!sheets.containsKey(sheet.getName()) && !SHEETS_OF_OURS.contains(sheet.getName())) {
                problem(
                        "sheet-unknown",
                        sheet.getName(),
                        0,
                        "",
                        "没有对应的文件，请删除此表",
                        "belongs to no file, remove the sheet");
            }
        }
        SortedMap<String, byte[]> files = new TreeMap<>(from);
        for (Map.Entry<String, String> entry : sheets.entrySet()) {
            String file = entry.getValue();
            CsvFile table = CsvFile.of(from.get(file)).orElse(null);
            if (table == null) continue;
            Sheet sheet = workbook.findSheet(entry.getKey()).orElse(null);
            if (sheet == null) {
                problem(
                        "sheet-missing",
                        file,
                        0,
                        "",
                        "缺少工作表" + entry.getKey(),
                        "the sheet " + entry.getKey() + " is missing");
            } else {
                files.put(file, table.with(rows(sheet, file, table)));
            }
        }
        return files;
    }

    private List<Map<String, String>> rows(Sheet sheet, String file, CsvFile table) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Stream<Row> stream = sheet.openStream()) {
            Iterator<Row> all = stream.iterator();
            if (!all.hasNext() || !isHeader(all.next(), table.header())) {
                problem("header-wrong", file, 1, "", "表头应为" + table.header(), "the header must be " + table.header());
                return rows;
            }
            while (all.hasNext() && problems.size() < MOST_PROBLEMS) {
                Row row = all.next();
                if (row.getRowNum() > MOST_ROWS) {
                    problem(
                            "too-many-rows",
                            file,
                            row.getRowNum(),
                            "",
                            "超过" + MOST_ROWS + "行",
                            "more than " + MOST_ROWS + " rows");
                    return rows;
                }
                Map<String, String> cells = cells(row, file, table.header());
                if (cells.values().stream().anyMatch(cell -> !cell.isEmpty()))
                    rows.add(keepUnchangedCells(cells, table));
            }
        }
        return rows;
    }

    private static boolean isHeader(Row row, List<String> header) {
        List<String> found = row.stream()
                .map(cell -> cell == null || cell.getText() == null ? "" : cell.getText())
                .collect(Collectors.toCollection(ArrayList::new));
        while (!found.isEmpty() && found.get(found.size() - 1).isEmpty()) found.remove(found.size() - 1);
        return found.equals(header);
    }

    private Map<String, String> cells(Row row, String file, List<String> header) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            cells.put(header.get(i), cell == null ? "" : text(cell, file, row.getRowNum(), header.get(i)));
        }
        for (int i = header.size(); i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            if (cell != null && cell.getText() != null && !cell.getText().isBlank()) {
                problem(
                        "cell-outside",
                        file,
                        row.getRowNum(),
                        "" + (i + 1),
                        "表格右侧有多余内容，请删除",
                        "there is something to the right of the table, remove it");
            }
        }
        return cells;
    }

    private String text(Cell cell, String file, int row, String column) {
        String text =
                switch (cell.getType()) {
                    case EMPTY -> "";
                    case STRING, BOOLEAN -> cell.getText() == null ? "" : cell.getText();
                    case NUMBER -> number(cell, file, row, column);
                    case FORMULA -> {
                        problem(
                                "formula-cell",
                                file,
                                row,
                                column,
                                "是公式，请改为数值或文字",
                                "is a formula, write the value instead");
                        yield "";
                    }
                    case ERROR -> {
                        problem("cell-invalid", file, row, column, "是错误值，请改正", "is an error value, mend it");
                        yield "";
                    }
                };
        CellTextCheck.firstFault(text)
                .ifPresent(fault -> problem(
                        fault.code(),
                        file,
                        row,
                        column,
                        fault.why().zh(),
                        fault.why().en()));
        return text;
    }

    private String number(Cell cell, String file, int row, String column) {
        if (!isDate(cell)) return PlainNumber.format(cell.asNumber());
        boolean date = column.startsWith("valid_") || file.equals("seasons.csv");
        if (!date) {
            problem(
                    "cell-became-date",
                    file,
                    row,
                    column,
                    "被电子表格改成了日期，请按文本重新填写",
                    "was made a date by the spreadsheet, write it again as text");
            return "";
        }
        try {
            return cell.asDate().toLocalDate().toString();
        } catch (DateTimeException | ExcelReaderException e) {
            problem("cell-invalid", file, row, column, "应为日期,如2026-01-31", "must be a date such as 2026-01-31");
            return "";
        }
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        Integer id = cell.getDataFormatId();
        boolean builtIn = id != null && (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31);
        return builtIn
                || format != null
                        && DATE_FORMAT
                                .matcher(format.replaceAll("\"[^\"]*\"", ""))
                                .find()
                        && !format.contains("0");
    }

    /** Blanks around a cell are no change. */
    private static Map<String, String> keepUnchangedCells(Map<String, String> cells, CsvFile table) {
        String key = String.join(
                " ", CsvFile.keyColumns(table.header()).stream().map(cells::get).toList());
        CsvFile.Row was = table.row(key).orElse(null);
        Map<String, String> kept = new LinkedHashMap<>();
        cells.forEach((column, cell) -> {
            boolean same = was != null && was.cell(column).strip().equals(cell.strip());
            kept.put(column, same ? was.cell(column) : cell.strip());
        });
        return kept;
    }

    private void problem(String code, String file, int row, String column, String zh, String en) {
        problems.add(new ContentProblem(code, file, row, column, zh, en));
    }

    private static ProblemException notOurs() {
        return ProblemException.invalid(
                "workbook-unknown",
                "这不是从本系统导出的规则工作簿，请先导出再修改",
                "This is no workbook of rules exported here; export one and change that");
    }

    private static ProblemException madeOfOther(String id) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "workbook-outdated",
                "工作簿是从另一份内容（" + id + "）导出的，导入会覆盖其间的修改；请重新导出后再改",
                "The workbook was made of other content (" + id
                        + "), taking it would undo what changed since; export it again and repeat the change");
    }
}

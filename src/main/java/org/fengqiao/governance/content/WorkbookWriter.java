package org.fengqiao.governance.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.fengqiao.policy.content.ReleaseFiles;

/** Writes the workbook of {@link RuleWorkbook}. */
final class WorkbookWriter {
    /** Free rows below the last one, in which every cell may be written. */
    private static final int FREE_ROWS = 200;

    private static final double NARROWEST = 9;
    private static final double WIDEST = 60;
    private static final String LOCKED_COLOUR = "E7E6E6";
    private static final String TEXT = "@";

    /** What protecting a sheet leaves allowed; ids and headers stay as they are. */
    private static final Set<SheetProtectionOption> FORBIDDEN = Set.of(SheetProtectionOption.SHEET);

    private WorkbookWriter() {}

    static byte[] write(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Fengqiao", "1.0")) {
            guide(workbook.newWorksheet(RuleWorkbook.GUIDE), files);
            List<String> indicators = CsvFile.of(files.getOrDefault("indicators.csv", new byte[0]))
                    .map(table ->
                            table.rows().stream().map(row -> row.cell("code")).toList())
                    .orElse(List.of());
            Worksheet lists = workbook.newWorksheet("lists");
            lists.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
            for (int i = 0; i < indicators.size(); i++) lists.value(i, 0, indicators.get(i));
            Range codes = indicators.isEmpty() ? null : lists.range(0, 0, indicators.size() - 1, 0);
            for (Map.Entry<String, String> sheet : RuleWorkbook.sheets(files).entrySet()) {
                CsvFile table = CsvFile.of(files.get(sheet.getValue())).orElse(null);
                if (table != null) table(workbook.newWorksheet(sheet.getKey()), table, codes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void guide(Worksheet sheet, SortedMap<String, byte[]> files) {
        List<String> lines = List.of(
                "每张表是规则库的一个文件；灰色的列不可改，表头上的批注说明每一列。",
                "Each sheet is a file of the rule base; grey columns stay as they are, the notes on the headers explain each column.",
                "新规则写在最后一行之下。规则不删除：填 valid_to 让它停用。",
                "A new rule goes below the last row. A rule is never deleted: end it with valid_to.",
                "所有单元格都是文本，请不要写公式。",
                "All cells are text; write no formulas.");
        sheet.value(0, 0, "content");
        sheet.value(0, 1, ReleaseFiles.hash(files));
        for (int i = 0; i < lines.size(); i++) sheet.value(i + 2, 0, lines.get(i));
        int row = lines.size() + 3;
        for (Map.Entry<String, String> entry : RuleWorkbook.sheets(files).entrySet()) {
            sheet.value(row, 0, entry.getKey());
            sheet.value(row++, 1, entry.getValue());
        }
        sheet.width(0, 40);
        sheet.width(1, 40);
        sheet.protect("", FORBIDDEN);
    }

    private static void table(Worksheet sheet, CsvFile table, Range codes) {
        List<String> header = table.header();
        List<String> keys = CsvFile.keyColumns(header);
        int rows = table.rows().size();
        sheet.freezePane(keys.size(), 1);
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            boolean locked = keys.contains(name);
            sheet.value(0, column, name);
            sheet.style(0, column).bold().fillColor(LOCKED_COLOUR).set();
            ColumnHelp help = ColumnHelp.of(name);
            if (!help.text().zh().isEmpty())
                sheet.comment(0, column, help.text().zh() + "\n" + help.text().en());
            double widest = width(name);
            for (int row = 0; row < rows; row++) {
                String cell = table.rows().get(row).cell(name);
                if (!cell.isEmpty()) sheet.value(row + 1, column, cell);
                widest = Math.max(widest, width(cell));
            }
            sheet.width(column, Math.max(NARROWEST, Math.min(WIDEST, widest + 2)));
            style(sheet, column, rows, locked);
            Range below = sheet.range(1, column, rows + FREE_ROWS, column);
            if (name.equals("indicator") && codes != null) {
                below.validateWithList(codes);
            } else if (!help.choices().isEmpty()) {
                below.validateWithListByFormula('"' + String.join(",", help.choices()) + '"');
            }
        }
        sheet.protect("", FORBIDDEN);
    }

    private static void style(Worksheet sheet, int column, int rows, boolean locked) {
        if (locked && rows > 0) {
            sheet.range(1, column, rows, column)
                    .style()
                    .format(TEXT)
                    .fillColor(LOCKED_COLOUR)
                    .set();
        }
        int from = locked ? rows + 1 : 1;
        sheet.range(from, column, rows + FREE_ROWS, column)
                .style()
                .format(TEXT)
                .protectionOption(ProtectionOption.LOCKED, false)
                .set();
    }

    /** A Chinese character is as wide as two Latin ones. */
    private static double width(String text) {
        return text.chars().map(c -> c < 0x2E80 ? 1 : 2).sum();
    }
}

package org.fengqiao.intake.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.platform.ProblemException;

/** Writes empty workbooks to fill in: a header row, and text cells so that no spreadsheet turns them into dates. */
public final class ImportTemplates {
    private static final int ROWS = 1_000;

    private ImportTemplates() {}

    /** The template of {@code enterprises} or {@code observations}, with Chinese headers or English ones. */
    public static void write(String mapping, boolean chinese, OutputStream out) throws IOException {
        if (!List.of("enterprises", "observations").contains(mapping)) {
            throw ProblemException.notFound(
                    "template-unknown",
                    "没有这个模板，可用 enterprises 或 observations",
                    "There is no such template; there are enterprises and observations");
        }
        List<List<String>> headers =
                new ArrayList<>(MappingReader.load(mapping).columns().values());
        try (Workbook workbook = new Workbook(out, "Fengqiao", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(mapping);
            sheet.freezePane(0, 1);
            for (int i = 0; i < headers.size(); i++) {
                List<String> names = headers.get(i);
                sheet.value(0, i, names.get(chinese ? 0 : 1));
                sheet.style(0, i).bold().set();
                sheet.width(i, 20);
                sheet.range(1, i, ROWS, i).style().format("@").set();
            }
        }
    }
}

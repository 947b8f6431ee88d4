package org.fengqiao.governance.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts all tables of a rule base to one workbook and back: a sheet for each table, all cells text, so that no
 * spreadsheet turns "1-5" into a date. An unchanged workbook yields the same files.
 */
public final class RuleWorkbook {
    /** The sheet that explains the others and names the content that the workbook was made from. */
    static final String GUIDE = "说明 guide";

    private static final int LONGEST_SHEET_NAME = 31;

    private RuleWorkbook() {}

    /** @param files of a release or a draft */
    public static byte[] write(SortedMap<String, byte[]> files) {
        return WorkbookWriter.write(files);
    }

    /**
     * The files with the changes made in the workbook; written rules and cases stay as they were.
     *
     * @param from the files that the workbook was made from
     * @throws org.fengqiao.policy.content.InvalidContentException with each cell that can't be taken, by file, row and column
     * @throws org.fengqiao.platform.ProblemException when the workbook was not exported here, or from other files: what others
     *     changed since would be lost
     */
    public static SortedMap<String, byte[]> read(byte[] workbook, SortedMap<String, byte[]> from) {
        return WorkbookReader.read(workbook, from);
    }

    /** The id of the content that a workbook was made from. */
    public static String contentId(byte[] workbook) {
        return WorkbookReader.madeOf(workbook);
    }

    /** Sheet name to file: "tables/wag.csv" is on the sheet "wag". */
    static Map<String, String> sheets(SortedMap<String, byte[]> files) {
        Map<String, String> sheets = new LinkedHashMap<>();
        SortedMap<String, byte[]> tables = new TreeMap<>(files);
        tables.keySet().removeIf(file -> !file.endsWith(".csv"));
        for (String file : tables.keySet()) {
            String name = file.substring(file.indexOf('/') + 1, file.length() - ".csv".length());
            String sheet = name.substring(0, Math.min(name.length(), LONGEST_SHEET_NAME));
            for (int i = 2; sheets.containsKey(sheet); i++) {
                String number = "-" + i;
                sheet = name.substring(0, Math.min(name.length(), LONGEST_SHEET_NAME - number.length())) + number;
            }
            sheets.put(sheet, file);
        }
        return sheets;
    }
}

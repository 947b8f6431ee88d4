package org.fengqiao.governance.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All tables of a rule base as one workbook and back: a sheet for each table, all cells text, so that no spreadsheet makes
 * a date of "1-5". A workbook in which nothing was changed gives the very same files.
 */
public final class RuleWorkbook {
    /** The sheet that says how to use the others, and of what content the workbook was made. */
    static final String GUIDE = "说明 guide";

    private static final int LONGEST_SHEET_NAME = 31;

    private RuleWorkbook() {}

    /** @param files of a release or a draft */
    public static byte[] write(SortedMap<String, byte[]> files) {
        return WorkbookWriter.write(files);
    }

    /**
     * The files with what was changed in the workbook; written rules and cases as they were.
     *
     * @param from the files the workbook was made of
     * @throws org.fengqiao.policy.InvalidContentException with each cell that can't be taken, by file, row and column
     * @throws org.fengqiao.platform.Failure when the workbook is none of ours, or made of other files: what others
     *     changed since would be lost
     */
    public static SortedMap<String, byte[]> read(byte[] workbook, SortedMap<String, byte[]> from) {
        return WorkbookReader.read(workbook, from);
    }

    /** The id of the content a workbook was made of, see {@link org.fengqiao.policy.ReleaseReader#idOf}. */
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

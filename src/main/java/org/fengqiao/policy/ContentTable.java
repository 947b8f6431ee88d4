package org.fengqiao.policy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fengqiao.platform.Text;

/** A CSV file of a rule base, read row by row; every fault is kept with its row and column and reading goes on. */
final class ContentTable {
    private final String file;
    private final byte[] content;
    private final List<ContentProblem> problems;

    ContentTable(String file, byte[] content, List<ContentProblem> problems) {
        this.file = file;
        this.content = content;
        this.problems = problems;
    }

    /** Hands each row to {@code reader}; a row with a fault is reported and skipped. */
    void eachRow(List<String> header, Consumer<Row> reader) {
        if (content == null) {
            problems.add(new ContentProblem(file, 0, "", "缺少此文件,请补上", "the file is missing, add it"));
            return;
        }
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text(content))) {
            for (NamedCsvRecord csvRecord : csv) {
                List<String> found = List.copyOf(csvRecord.getFieldsAsMap().keySet());
                if (!found.equals(header)) {
                    problems.add(new ContentProblem(
                            file,
                            1,
                            "",
                            "表头应为" + header + ",现为" + found,
                            "the header must be " + header + ", it is " + found));
                    return;
                }
                try {
                    reader.accept(new Row(csvRecord));
                } catch (Bad bad) {
                    problems.add(bad.problem);
                }
            }
        } catch (java.io.IOException | de.siegmar.fastcsv.reader.CsvParseException e) {
            problems.add(new ContentProblem(
                    file, 0, "", "不是可读的CSV文件:" + e.getMessage(), "not a readable CSV file: " + e.getMessage()));
        }
    }

    /** A spreadsheet that saves "CSV UTF-8" puts a mark in front. */
    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static final class Bad extends RuntimeException {
        private final transient ContentProblem problem;

        Bad(ContentProblem problem) {
            super(problem.en());
            this.problem = problem;
        }
    }

    /** One row; each accessor refuses what it can't read, naming the column. */
    final class Row {
        private final NamedCsvRecord cells;

        private Row(NamedCsvRecord cells) {
            this.cells = cells;
        }

        String text(String column) {
            return cells.getField(column).trim();
        }

        String required(String column) {
            String value = text(column);
            if (value.isEmpty()) throw bad(column, "不能为空,请填写", "must not be empty, fill it in");
            return value;
        }

        Text bilingual(String zhColumn, String enColumn) {
            return new Text(required(zhColumn), required(enColumn));
        }

        double number(String column, double whenBlank) {
            return parsed(column, whenBlank, Double::parseDouble, "应为数字", "must be a number");
        }

        int whole(String column, int whenBlank) {
            return parsed(column, whenBlank, Integer::parseInt, "应为整数", "must be a whole number");
        }

        Optional<LocalDate> date(String column) {
            return parsed(
                    column,
                    Optional.empty(),
                    value -> Optional.of(LocalDate.parse(value)),
                    "应为日期,如2026-01-31",
                    "must be a date such as 2026-01-31");
        }

        boolean yes(String column) {
            String value = text(column);
            if (!value.isEmpty() && !value.equals("yes") && !value.equals("no")) {
                throw bad(column, "只能填yes、no或留空", "must be yes, no or empty");
            }
            return value.equals("yes");
        }

        <E extends Enum<E>> E oneOf(String column, Class<E> type) {
            return oneOf(column, required(column), type);
        }

        <E extends Enum<E>> E oneOf(String column, Class<E> type, E whenBlank) {
            return text(column).isEmpty() ? whenBlank : oneOf(column, type);
        }

        <E extends Enum<E>> E oneOf(String column, String value, Class<E> type) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value.toUpperCase(Locale.ROOT))) return constant;
            }
            String known = Arrays.toString(type.getEnumConstants());
            throw bad(column, value + "不在" + known + "之中", value + " is not one of " + known);
        }

        <T> T parsed(String column, T whenBlank, Function<String, T> parser, String zh, String en) {
            String value = text(column);
            if (value.isEmpty()) return whenBlank;
            try {
                return parser.apply(value);
            } catch (RuntimeException e) {
                throw bad(column, zh + ":" + value, en + ": " + value);
            }
        }

        RuntimeException bad(String column, String zh, String en) {
            return new Bad(problem(column, zh, en));
        }

        /** For faults that show only when the whole base is known. */
        ContentProblem problem(String column, String zh, String en) {
            return new ContentProblem(file, (int) cells.getStartingLineNumber(), column, zh, en);
        }
    }
}

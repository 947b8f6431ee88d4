package org.fengqiao.policy.content;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Range;

/** Reads a CSV file of a rule base row by row; records every problem with its row and column, and goes on. */
final class ContentCsvReader {
    static final int MOST_ROWS = 20_000;
    private static final int MOST_OF_A_CELL = 1 << 16;

    private final String file;
    private final byte[] content;
    private final List<ContentProblem> problems;

    ContentCsvReader(String file, byte[] content, List<ContentProblem> problems) {
        this.file = file;
        this.content = content;
        this.problems = problems;
    }

    /** Passes each row to {@code reader}; a row with a problem is reported and skipped. */
    void eachRow(List<String> header, Consumer<CsvRow> reader) {
        if (content == null) {
            problems.add(new ContentProblem("file-missing", file, 0, "", "缺少此文件,请补上", "the file is missing, add it"));
            return;
        }
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().maxBufferSize(MOST_OF_A_CELL).ofNamedCsvRecord(text(content))) {
            int rows = 0;
            for (NamedCsvRecord csvRecord : csv) {
                if (++rows > MOST_ROWS) {
                    problems.add(tooMany());
                    return;
                }
                List<String> found = List.copyOf(csvRecord.getFieldsAsMap().keySet());
                if (!found.equals(header)) {
                    problems.add(new ContentProblem(
                            "header-wrong",
                            file,
                            1,
                            "",
                            "表头应为" + header + ",现为" + found,
                            "the header must be " + header + ", it is " + found));
                    return;
                }
                try {
                    reader.accept(new CsvRow(csvRecord));
                } catch (InvalidRowException bad) {
                    problems.add(bad.problem);
                }
            }
        } catch (java.io.IOException | de.siegmar.fastcsv.reader.CsvParseException e) {
            problems.add(new ContentProblem(
                    "csv-unreadable",
                    file,
                    0,
                    "",
                    "不是可读的UTF-8编码CSV文件:" + e.getMessage(),
                    "not a readable CSV file in UTF-8: " + e.getMessage()));
        }
    }

    private ContentProblem tooMany() {
        return new ContentProblem(
                "too-many-rows",
                file,
                MOST_ROWS + 2,
                "",
                "超过" + MOST_ROWS + "行，请减少",
                "more than " + MOST_ROWS + " rows, have fewer");
    }

    /** Spreadsheets that save "CSV UTF-8" put a byte-order mark in front. */
    private static String text(byte[] content) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static final class InvalidRowException extends RuntimeException {
        private final transient ContentProblem problem;

        InvalidRowException(ContentProblem problem) {
            super(problem.text().en());
            this.problem = problem;
        }
    }

    /** One row; each accessor refuses what it can't read, naming the column. */
    final class CsvRow {
        private final NamedCsvRecord cells;

        private CsvRow(NamedCsvRecord cells) {
            this.cells = cells;
            cells.getFieldsAsMap()
                    .forEach((column, text) -> CellTextCheck.firstFault(text).ifPresent(fault -> {
                        throw invalid(
                                fault.code(),
                                column,
                                fault.why().zh(),
                                fault.why().en());
                    }));
        }

        String text(String column) {
            return cells.getField(column).strip();
        }

        String required(String column) {
            String value = text(column);
            if (value.isEmpty()) throw invalid("cell-empty", column, "不能为空,请填写", "must not be empty, fill it in");
            return value;
        }

        BilingualText bilingual(String zhColumn, String enColumn) {
            return new BilingualText(required(zhColumn), required(enColumn));
        }

        double number(String column, double whenBlank) {
            return parsed(column, whenBlank, Range::number, "应为数字", "must be a number");
        }

        /** No count is negative. */
        int wholeNumber(String column, int whenBlank) {
            int number = parsed(column, whenBlank, Integer::parseInt, "应为整数", "must be a whole number");
            if (number < 0) throw invalid(column, "不能为负数", "must not be negative");
            return number;
        }

        /** A name that is safe in rules, URLs and file names. */
        String name(String column, String pattern) {
            String value = required(column);
            if (!value.matches(pattern)) {
                throw invalid(
                        column,
                        value + "不是合格的代码，只用大写字母、数字和-或_",
                        value + " is no code: use capital letters, digits and - or _");
            }
            return value;
        }

        Optional<LocalDate> date(String column) {
            return parsed(
                    column,
                    Optional.empty(),
                    value -> Optional.of(LocalDate.parse(value)),
                    "应为日期,如2026-01-31",
                    "must be a date such as 2026-01-31");
        }

        boolean yesOrNo(String column) {
            String value = text(column);
            if (!value.isEmpty() && !value.equals("yes") && !value.equals("no")) {
                throw invalid(column, "只能填yes、no或留空", "must be yes, no or empty");
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
            throw invalid(column, value + "不在" + known + "之中", value + " is not one of " + known);
        }

        <T> T parsed(String column, T whenBlank, Function<String, T> parser, String zh, String en) {
            String value = text(column);
            if (value.isEmpty()) return whenBlank;
            try {
                return parser.apply(value);
            } catch (RuntimeException e) {
                throw invalid(column, zh + ":" + value, en + ": " + value);
            }
        }

        RuntimeException invalid(String column, String zh, String en) {
            return invalid("cell-invalid", column, zh, en);
        }

        RuntimeException invalid(String code, String column, String zh, String en) {
            return new InvalidRowException(problem(code, column, zh, en));
        }

        /** For problems that show only when the whole rule base is known. */
        ContentProblem problem(String code, String column, String zh, String en) {
            return new ContentProblem(code, file, (int) cells.getStartingLineNumber(), column, zh, en);
        }
    }
}

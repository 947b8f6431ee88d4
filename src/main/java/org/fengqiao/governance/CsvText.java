package org.fengqiao.governance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fengqiao.platform.Failure;

/**
 * A table of a rule base as it lies in its file. A change rewrites the lines of that row and leaves every other byte as
 * it was, so that a release exported to a folder shows in a comparison what was changed and nothing else.
 */
final class CsvText {
    private static final Map<String, List<String>> KEYS = Map.of(
            "indicators.csv", List.of("code"),
            "categories.csv", List.of("category"),
            "source-kinds.csv", List.of("kind"),
            "dimensions.csv", List.of("dimension"),
            "tiers.csv", List.of("profile", "tier"),
            "seasons.csv", List.of("indicator", "from"),
            "industries.csv", List.of("indicator", "industry"));

    private final String file;
    private final List<String> lines;
    private final List<String> header;
    private final List<Row> rows;

    /**
     * A row and where it lies.
     *
     * @param line of the file, the header being 1
     * @param id the value of its key, of several columns joined by spaces
     */
    record Row(int line, int lines, String id, Map<String, String> cells) {}

    private CsvText(String file, List<String> lines, List<String> header, List<Row> rows) {
        this.file = file;
        this.lines = lines;
        this.header = header;
        this.rows = rows;
    }

    static CsvText of(String file, byte[] content) {
        List<String> lines = linesOf(new String(content, StandardCharsets.UTF_8));
        String text = String.join("", lines);
        List<String> header = List.of();
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            int last = -1;
            for (CsvRecord one : csv) {
                int line = (int) one.getStartingLineNumber();
                if (last >= 0) rows.set(last, extended(rows.get(last), line));
                if (header.isEmpty()) {
                    header = List.copyOf(one.getFields());
                    continue;
                }
                Map<String, String> cells = cells(header, one.getFields());
                rows.add(new Row(line, lines.size() - line + 1, key(file, cells), cells));
                last = rows.size() - 1;
            }
        } catch (CsvParseException | java.io.IOException e) {
            throw unreadable(file);
        }
        return new CsvText(file, lines, header, rows);
    }

    /** With their line ends. */
    private static List<String> linesOf(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            lines.add(text.substring(from, at + 1));
            from = at + 1;
        }
        if (from < text.length()) lines.add(text.substring(from));
        return lines;
    }

    private static Row extended(Row row, int nextLine) {
        return new Row(row.line(), nextLine - row.line(), row.id(), row.cells());
    }

    private static Map<String, String> cells(List<String> header, List<String> fields) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) cells.put(header.get(i), i < fields.size() ? fields.get(i) : "");
        return cells;
    }

    private static String key(String file, Map<String, String> cells) {
        return KEYS.getOrDefault(file, List.of("id")).stream()
                .map(column -> cells.getOrDefault(column, "").trim())
                .collect(Collectors.joining(" "));
    }

    List<String> header() {
        return header;
    }

    List<Row> rows() {
        return rows;
    }

    Optional<Row> find(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    Row row(String id) {
        return find(id).orElseThrow(() -> Failure.notFound(
                "row-unknown",
                file + "中没有编号为" + id + "的行，可能已被他人删除；请刷新后再改",
                file + " has no row " + id + "; somebody may have removed it, load the table again"));
    }

    void requireColumn(String column) {
        if (!header.contains(column)) {
            throw Failure.invalid(
                    "column-unknown",
                    file + "没有列" + column + "，可用的列：" + header,
                    file + " has no column " + column + "; it has " + header);
        }
    }

    byte[] with(String id, String column, String value) {
        requireColumn(column);
        Row row = row(id);
        Map<String, String> cells = new LinkedHashMap<>(row.cells());
        cells.put(column, value);
        return replaced(row, written(cells));
    }

    byte[] with(Map<String, String> cells) {
        cells.keySet().forEach(this::requireColumn);
        String id = key(file, cells);
        if (find(id).isPresent()) {
            throw Failure.invalid(
                    "row-exists",
                    file + "已有编号为" + id + "的行，请换一个编号",
                    file + " has a row " + id + " already; give another id");
        }
        String before = String.join("", lines);
        String end = before.isEmpty() || before.endsWith("\n") ? "" : lineEnd();
        return bytes(before + end + written(cells));
    }

    String keyOf(Map<String, String> cells) {
        return key(file, cells);
    }

    byte[] without(String id) {
        return replaced(row(id), "");
    }

    private byte[] replaced(Row row, String with) {
        List<String> changed = new ArrayList<>(lines.subList(0, row.line() - 1));
        changed.add(with);
        changed.addAll(lines.subList(row.line() - 1 + row.lines(), lines.size()));
        return bytes(String.join("", changed));
    }

    private String written(Map<String, String> cells) {
        StringWriter text = new StringWriter();
        LineDelimiter end = lineEnd().equals("\r\n") ? LineDelimiter.CRLF : LineDelimiter.LF;
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(end).build(text)) {
            writer.writeRecord(header.stream()
                    .map(column -> cells.getOrDefault(column, ""))
                    .toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString();
    }

    private String lineEnd() {
        return !lines.isEmpty() && lines.get(0).endsWith("\r\n") ? "\r\n" : "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Failure unreadable(String file) {
        return Failure.invalid(
                "table-unreadable",
                file + "不是可读的CSV文件，请整份替换",
                file + " is not a readable CSV file; replace it as a whole");
    }
}

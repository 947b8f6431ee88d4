package org.fengqiao.governance.content;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of a rule base as cells, each row with its line, its key and its original text, so that unchanged rows are
 * written back byte for byte.
 */
public final class CsvFile {
    /** The columns that name a row, by the first column of the table. */
    private static final Map<String, List<String>> KEYS =
            Map.of("profile", List.of("profile", "tier"), "indicator", List.of("indicator", "from", "industry"));

    private final List<String> header;
    private final List<Row> rows;
    private final String beginning;
    private final String lineEnd;

    /**
     * One row.
     *
     * @param line of the file, the header being 1
     * @param key the row's id, code or other name; a second row of the same name gets " (2)"
     * @param raw as it stands in the file, line end included
     */
    public record Row(int line, String key, Map<String, String> cells, String raw) {
        public String cell(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    private CsvFile(List<String> header, List<Row> rows, String beginning, String lineEnd) {
        this.header = header;
        this.rows = rows;
        this.beginning = beginning;
        this.lineEnd = lineEnd;
    }

    /** Empty when the content is not a CSV file with a header. */
    public static Optional<CsvFile> of(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
        List<String> lines = lines(text.substring(mark.length()));
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text.substring(mark.length()))) {
            reader.forEach(records::add);
        } catch (CsvParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (records.isEmpty()) return Optional.empty();
        List<String> header = List.copyOf(records.get(0).getFields());
        List<String> keyColumns = keyColumns(header);
        Map<String, Integer> seen = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            Map<String, String> cells = cells(header, records.get(i).getFields());
            String key = String.join(" ", keyColumns.stream().map(cells::get).toList());
            int times = seen.merge(key, 1, Integer::sum);
            rows.add(new Row(
                    (int) records.get(i).getStartingLineNumber(),
                    times == 1 ? key : key + " (" + times + ")",
                    cells,
                    raw(lines, records, i)));
        }
        return Optional.of(
                new CsvFile(header, rows, mark + raw(lines, records, 0), text.contains("\r\n") ? "\r\n" : "\n"));
    }

    /** Columns beyond the header have no name and are dropped; missing cells are empty. */
    private static Map<String, String> cells(List<String> header, List<String> fields) {
        Map<String, String> cells = new java.util.LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) cells.put(header.get(i), i < fields.size() ? fields.get(i) : "");
        return cells;
    }

    static List<String> keyColumns(List<String> header) {
        String first = header.get(0);
        return KEYS.getOrDefault(first, List.of(first)).stream()
                .filter(header::contains)
                .toList();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean ends = c == '\n' || c == '\r' && !text.startsWith("\n", at + 1);
            if (ends) {
                lines.add(text.substring(from, at + 1));
                from = at + 1;
            }
        }
        if (from < text.length()) lines.add(text.substring(from));
        return lines;
    }

    private static String raw(List<String> lines, List<CsvRecord> records, int i) {
        int from = i == 0 ? 0 : (int) records.get(i).getStartingLineNumber() - 1;
        int to = i + 1 < records.size() ? (int) records.get(i + 1).getStartingLineNumber() - 1 : lines.size();
        return String.join("", lines.subList(from, to));
    }

    public List<String> header() {
        return header;
    }

    public List<Row> rows() {
        return rows;
    }

    public Optional<Row> row(String key) {
        return rows.stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /** The key of a row with these cells. */
    public String keyOf(Map<String, String> cells) {
        return String.join(
                " ",
                keyColumns(header).stream()
                        .map(column -> cells.getOrDefault(column, ""))
                        .toList());
    }

    /** The file with these rows instead; an existing row keeps its original text. */
    public byte[] with(List<Map<String, String>> cells) {
        Map<Map<String, String>, String> asWritten = new HashMap<>();
        rows.forEach(row -> asWritten.putIfAbsent(row.cells(), row.raw()));
        StringBuilder text = new StringBuilder(beginning);
        for (Map<String, String> row : cells) {
            if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') text.append(lineEnd);
            text.append(asWritten.computeIfAbsent(row, r -> write(r.values())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String write(Iterable<String> cells) {
        StringWriter line = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(lineEnd.equals("\n") ? LineDelimiter.LF : LineDelimiter.CRLF)
                .build(line)
                .writeRecord(cells);
        return line.toString();
    }
}

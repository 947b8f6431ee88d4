package org.fengqiao.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * A release with a given number of rules, to measure what rules cost. For fewer, rules are left out evenly. For more, rows
 * of the labour tables are split into narrower ones with the same points and floor, so that every enterprise keeps its
 * score and tier. The files are changed, so the result is a release like any other.
 */
public final class ResizedRelease {
    private ResizedRelease() {}

    /** Returns the release itself if it has that many rules. */
    public static Release of(Release release, int rules) {
        if (rules < 1)
            throw ProblemException.invalid("rules-out-of-range", "--rules 应不小于1", "--rules must be at least 1");
        int now = release.rules().size();
        if (rules == now) return release;
        Map<String, Integer> pieces = rules < now ? fewer(release, rules) : more(release, rules - now);
        SortedMap<String, byte[]> files = new TreeMap<>();
        release.files().forEach((name, content) -> {
            if (name.startsWith("tables/")) {
                files.put(name, split(content, pieces));
            } else if (!name.startsWith("drl/") || isKept(content, pieces)) {
                files.put(name, content);
            }
        });
        return ReleaseReader.read(release.base(), files);
    }

    private static boolean isKept(byte[] written, Map<String, Integer> pieces) {
        String text = new String(written, StandardCharsets.UTF_8);
        return pieces.keySet().stream().anyMatch(id -> text.contains("rule \"" + id + "\""));
    }

    private static Map<String, Integer> fewer(Release release, int rules) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        int now = release.rules().size();
        for (int i = 0; i < rules; i++)
            pieces.put(release.rules().get(i * now / rules).id(), 1);
        return pieces;
    }

    private static Map<String, Integer> more(Release release, int extra) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        List<String> divisible = new ArrayList<>();
        for (Rule rule : release.rules()) {
            pieces.put(rule.id(), 1);
            if (rule.dimension() == Dimension.LABOUR
                    && rule.condition() instanceof Rule.Band band
                    && !Double.isInfinite(band.range().from())) divisible.add(rule.id());
        }
        for (int i = 0; i < extra; i++) pieces.merge(divisible.get(i % divisible.size()), 1, Integer::sum);
        return pieces;
    }

    private static byte[] split(byte[] table, Map<String, Integer> pieces) {
        return rewrite(table, row -> {
            int count = pieces.getOrDefault(row.get("id"), 0);
            return IntStream.range(0, count).mapToObj(i -> piece(row, i, count)).toList();
        });
    }

    /** Replaces each row of a CSV table by any number of rows with the same columns. */
    static byte[] rewrite(byte[] table, Function<Map<String, String>, List<Map<String, String>>> change) {
        StringWriter text = new StringWriter();
        try (CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(new String(table, StandardCharsets.UTF_8));
                CsvWriter writer = CsvWriter.builder().build(text)) {
            boolean first = true;
            for (NamedCsvRecord row : rows) {
                Map<String, String> cells = row.getFieldsAsMap();
                if (first) writer.writeRecord(cells.keySet());
                first = false;
                for (Map<String, String> changed : change.apply(cells)) writer.writeRecord(changed.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Outer bounds stay as written; a row without an upper bound is split between its lower bound and twice that. */
    private static Map<String, String> piece(Map<String, String> row, int i, int of) {
        if (of == 1) return row;
        Map<String, String> piece = new LinkedHashMap<>(row);
        double from = number(row.get("from"));
        double to = row.get("to").isEmpty() ? 2 * from + 1 : number(row.get("to"));
        double width = (to - from) / of;
        piece.put("id", row.get("id") + "-" + (i + 1));
        if (i > 0) piece.put("from", Double.toString(from + i * width));
        if (i < of - 1) piece.put("to", Double.toString(from + (i + 1) * width));
        return piece;
    }

    private static double number(String bound) {
        return Double.parseDouble(bound.replaceAll("[<>=]", ""));
    }
}

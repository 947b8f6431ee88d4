package org.fengqiao.bench;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;

/** Searches by reading every name, several at once; compares names in its own way, without a function of the database. */
final class SearchScan {
    private static final int AT_A_TIME = 50_000;

    private final int most;
    private final List<String> parts = new ArrayList<>();
    private final List<String> areas = new ArrayList<>();
    private final List<List<String>> found = new ArrayList<>();

    /** @param most how many results are kept of each search, the first of the list */
    SearchScan(int most) {
        this.most = most;
    }

    private record Row(UUID id, String area, String name) {}

    /** What is typed for each part of two characters. */
    static List<String> pairs(String name) {
        List<String> pairs = new ArrayList<>();
        int[] points = name.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i++) pairs.add(new String(points, i, 2));
        return pairs;
    }

    void add(String part, String area) {
        parts.add(compared(part));
        areas.add(area);
        found.add(new ArrayList<>());
    }

    void read(DataSource database) {
        Row last = new Row(new UUID(0, 0), "", "");
        List<Row> rows;
        do {
            rows = new SqlQuery(
                            "select id, area_path, name from enterprise where (area_path, id) > (?, ?)"
                                    + " order by area_path, id limit ?",
                            last.area(),
                            last.id(),
                            AT_A_TIME)
                    .list(database, row -> new Row(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
            rows.forEach(this::match);
            if (!rows.isEmpty()) last = rows.get(rows.size() - 1);
        } while (rows.size() == AT_A_TIME);
    }

    private void match(Row row) {
        String name = compared(row.name());
        for (int i = 0; i < parts.size(); i++) {
            List<String> results = found.get(i);
            if (results.size() < most && row.area().startsWith(areas.get(i)) && name.contains(parts.get(i))) {
                results.add(row.id().toString());
            }
        }
    }

    List<String> found(int search) {
        return found.get(search);
    }

    private static String compared(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replace(" ", "").toLowerCase(Locale.ROOT);
    }
}

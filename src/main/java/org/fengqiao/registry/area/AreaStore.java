package org.fengqiao.registry.area;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.StrictCsv;

/** The areas as they were and are: rows are ended and succeeded, never removed. */
@Singleton
public class AreaStore {
    /** Valid from here when a list does not say since when. */
    public static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private static final String UPSERT = """
            insert into area (id, code, level, zh, en, parent_code, path, valid_from, valid_to, successor, provisional)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (code, valid_from) do update set level = excluded.level, zh = excluded.zh, en = excluded.en,
                parent_code = excluded.parent_code, path = excluded.path, valid_to = excluded.valid_to,
                successor = excluded.successor, provisional = excluded.provisional""";

    private final DataSource source;
    private final Ids ids;

    public AreaStore(DataSource source, Ids ids) {
        this.source = source;
        this.ids = ids;
    }

    public AreaDirectory validOn(LocalDate day) {
        return Transactions.inTransaction(source, connection -> new AreaDirectory(readAll(connection), day));
    }

    /** Takes in a list with the columns code,level,zh,en,parent,valid_from,valid_to,successor,provisional. */
    public int importCsv(InputStream csv) {
        List<Area> areas = new ArrayList<>();
        for (StrictCsv.Row row : StrictCsv.read(csv, "code", "level", "zh")) {
            LocalDate from = row.day("valid_from");
            areas.add(new Area(
                    row.text("code"),
                    row.oneOf("level", Area.Level.class),
                    new BilingualText(row.text("zh"), row.optional("en")),
                    row.optional("parent"),
                    "",
                    from == null ? ALWAYS : from,
                    row.day("valid_to"),
                    row.optional("successor"),
                    Boolean.parseBoolean(row.optional("provisional"))));
        }
        return upsert(areas);
    }

    /** Adds and changes areas, all or none; gives back how many rows differ now. A null English name keeps the old. */
    public int upsert(Collection<Area> news) {
        return Transactions.inTransaction(source, connection -> {
            Map<List<Object>, Area> before = new LinkedHashMap<>();
            readAll(connection).forEach(area -> before.put(key(area), area));
            Map<List<Object>, Area> after = new LinkedHashMap<>(before);
            news.forEach(area -> put(after, area));
            Map<String, String> parents = new LinkedHashMap<>();
            after.values().stream()
                    .sorted(java.util.Comparator.comparing(Area::validFrom))
                    .forEach(area -> parents.put(area.code(), area.parent()));
            after.replaceAll((key, area) -> area.under(area.parent() == null ? "" : path(area.parent(), parents, 0)));
            List<Area> changed = after.entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
            write(connection, changed);
            return changed.size();
        });
    }

    private static void put(Map<List<Object>, Area> areas, Area given) {
        List<Area> same = areas.values().stream()
                .filter(a -> a.code().equals(given.code()))
                .toList();
        Area news = named(given, same);
        for (Area area : same) {
            if (area.validTo() == null && area.validFrom().isBefore(news.validFrom())) {
                areas.put(key(area), area.endedOn(news.validFrom()));
            }
        }
        areas.put(key(news), news);
    }

    private static Area named(Area area, List<Area> same) {
        if (area.name().en() != null) {
            return area;
        }
        String en = same.stream()
                .map(a -> a.name().en())
                .findFirst()
                .orElse(area.name().zh());
        BilingualText name = new BilingualText(area.name().zh(), en);
        return new Area(
                area.code(),
                area.level(),
                name,
                area.parent(),
                area.path(),
                area.validFrom(),
                area.validTo(),
                area.successor(),
                area.provisional());
    }

    private static String path(String code, Map<String, String> parents, int depth) {
        if (code.equals(Area.ROOT)) {
            return "";
        }
        if (!parents.containsKey(code) || depth > Area.Level.values().length) {
            throw ProblemException.invalid(
                    "area-parent-unknown",
                    "上级区域 " + code + " 不存在或成环，请先在区域表中加入它",
                    "Parent area " + code + " is missing or goes round in a circle; add it to the list of areas first");
        }
        String parent = parents.get(code);
        return (parent == null ? "" : path(parent, parents, depth + 1)) + code + ".";
    }

    private static List<Object> key(Area area) {
        return List.of(area.code(), area.validFrom());
    }

    private static List<Area> readAll(Connection connection) throws SQLException {
        List<Area> areas = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select * from area order by code, valid_from");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                areas.add(new Area(
                        row.getString("code"),
                        Area.Level.valueOf(row.getString("level")),
                        new BilingualText(row.getString("zh"), row.getString("en")),
                        row.getString("parent_code"),
                        row.getString("path"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("successor"),
                        row.getBoolean("provisional")));
            }
        }
        return areas;
    }

    private void write(Connection connection, List<Area> areas) throws SQLException {
        // ended rows first: only one open row of a code may exist at a time
        List<Area> ordered = new ArrayList<>(areas);
        ordered.sort(java.util.Comparator.comparing(area -> area.validTo() == null));
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Area area : ordered) {
                upsert.setObject(1, ids.next());
                upsert.setString(2, area.code());
                upsert.setString(3, area.level().name());
                upsert.setString(4, area.name().zh());
                upsert.setString(
                        5,
                        Objects.requireNonNullElse(area.name().en(), area.name().zh()));
                upsert.setString(6, area.parent());
                upsert.setString(7, area.path());
                upsert.setObject(8, area.validFrom());
                upsert.setDate(9, area.validTo() == null ? null : Date.valueOf(area.validTo()));
                upsert.setString(10, area.successor());
                upsert.setBoolean(11, area.provisional());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}

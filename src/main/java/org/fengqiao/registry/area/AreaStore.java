package org.fengqiao.registry.area;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.StrictCsv;

/** All areas, past and present: rows are ended and succeeded, never deleted. */
@Singleton
public class AreaStore {
    /** Start of validity where a list names none. */
    public static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private static final String UPSERT = """
            insert into area (id, code, level, zh, en, parent_code, path, valid_from, valid_to, successor, provisional)
            select id, code, level, zh, en, parent_code, path, valid_from, valid_to, successor, provisional
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::date[],
                    ?::text[], ?::boolean[]) with ordinality
                as given(id, code, level, zh, en, parent_code, path, valid_from, valid_to, successor, provisional, number)
            order by number
            on conflict (code, valid_from) do update set level = excluded.level, zh = excluded.zh, en = excluded.en,
                parent_code = excluded.parent_code, path = excluded.path, valid_to = excluded.valid_to,
                successor = excluded.successor, provisional = excluded.provisional""";

    private final DataSource database;
    private final Ids ids;

    public AreaStore(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    public AreaDirectory validOn(LocalDate day) {
        return Transactions.inTransaction(database, connection -> new AreaDirectory(readAll(connection), day));
    }

    /** Imports a list with the columns code,level,zh,en,parent,valid_from,valid_to,successor,provisional. */
    public int importCsv(InputStream csv) {
        List<Area> areas = new ArrayList<>();
        for (StrictCsv.Row row : StrictCsv.read(csv, "code", "level", "zh")) {
            areas.add(new Area(
                    row.text("code"),
                    row.oneOf("level", Area.Level.class),
                    new BilingualText(row.text("zh"), row.optional("en")),
                    row.optional("parent"),
                    "",
                    Objects.requireNonNullElse(row.day("valid_from"), ALWAYS),
                    row.day("valid_to"),
                    row.optional("successor"),
                    Boolean.parseBoolean(row.optional("provisional"))));
        }
        return upsert(areas);
    }

    /** Adds and updates areas, all or none; returns how many rows differ now. A missing English name keeps the old one. */
    public int upsert(Collection<Area> areas) {
        return Transactions.inTransaction(database, connection -> {
            List<Area> changed = AreaMerge.changedRows(readAll(connection), areas);
            write(connection, changed);
            return changed.size();
        });
    }

    private static List<Area> readAll(Connection connection) throws SQLException {
        return SqlStatement.list("select * from area order by code, valid_from", AreaStore::area)
                .execute(connection);
    }

    private static Area area(ResultSet row) throws SQLException {
        return new Area(
                row.getString("code"),
                Area.Level.valueOf(row.getString("level")),
                new BilingualText(row.getString("zh"), row.getString("en")),
                row.getString("parent_code"),
                row.getString("path"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("successor"),
                row.getBoolean("provisional"));
    }

    private void write(Connection connection, List<Area> areas) throws SQLException {
        // ended rows first: only one open row of a code may exist at a time
        List<Area> ordered = new ArrayList<>(areas);
        ordered.sort(Comparator.comparing(area -> area.validTo() == null));
        SqlStatement.update(
                        UPSERT,
                        Parameter.array("uuid", ordered, area -> ids.next()),
                        Parameter.array("text", ordered, Area::code),
                        Parameter.array("text", ordered, area -> area.level().name()),
                        Parameter.array("text", ordered, area -> area.name().zh()),
                        Parameter.array(
                                "text",
                                ordered,
                                area -> Objects.requireNonNullElse(
                                        area.name().en(), area.name().zh())),
                        Parameter.array("text", ordered, Area::parent),
                        Parameter.array("text", ordered, Area::path),
                        Parameter.array("date", ordered, Area::validFrom),
                        Parameter.array("date", ordered, Area::validTo),
                        Parameter.array("text", ordered, Area::successor),
                        Parameter.array("bool", ordered, Area::provisional))
                .execute(connection);
    }
}

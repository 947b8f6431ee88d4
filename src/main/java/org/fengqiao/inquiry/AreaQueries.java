package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.registry.area.Area.Level;

/** The areas as they are now. They are public, so every caller may read all of them. */
@ApplicationScoped
public class AreaQueries {
    /** An area as it is now; {@code provisional} if its code is our own. */
    public record AreaView(
            String code, Level level, BilingualText name, String parent, String path, boolean provisional) {}

    private static final String SELECT = "select * from area where valid_to is null";

    private final DataSource database;

    AreaQueries(DataSource database) {
        this.database = database;
    }

    /** The children of an area or, with a level, all areas of that level below it. */
    public CursorPage<AreaView> below(AreaView parent, Level level, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 1);
        SqlQuery query = new SqlQuery(SELECT)
                .add(" and code <> ?", parent.code())
                .inArea("path", parent.path())
                .addIf(level != null, " and level = ?", level == null ? null : level.name());
        if (level == null) {
            query.add(" and (parent_code = ?", parent.code())
                    .add(parent.level() == Level.ROOT ? " or parent_code is null)" : ")");
        }
        List<AreaView> found = query.addIf(after != null, " and path > ?", after == null ? null : after.text(0))
                .add(" order by path limit ?", limit + 1)
                .list(database, AreaQueries::area);
        return CursorPage.of(found, limit, area -> Cursor.of(area.path()));
    }

    public AreaView require(String code) {
        return find(code)
                .orElseThrow(() -> ProblemException.notFound(
                        "area-unknown",
                        "没有编码为“" + code + "”的现行区域。请在 /api/v1/areas 查找。",
                        "No current area has the code \"" + code + "\". Find it at /api/v1/areas."));
    }

    private Optional<AreaView> find(String code) {
        return new SqlQuery(SELECT + " and code = ?", code).first(database, AreaQueries::area);
    }

    private static AreaView area(ResultSet rows) throws SQLException {
        return new AreaView(
                rows.getString("code"),
                Level.valueOf(rows.getString("level")),
                new BilingualText(rows.getString("zh"), rows.getString("en")),
                rows.getString("parent_code"),
                rows.getString("path"),
                rows.getBoolean("provisional"));
    }
}

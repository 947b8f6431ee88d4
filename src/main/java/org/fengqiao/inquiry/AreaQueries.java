package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.registry.Area.Level;

/** The areas as they are now. They are public knowledge, so everybody here may read them all. */
@ApplicationScoped
public class AreaQueries {
    /** An area as it is now; {@code provisional} when its code is our own. */
    public record AreaLine(String code, Level level, Text name, String parent, String path, boolean provisional) {}

    private static final String SELECT = "select * from area where valid_to is null";

    private final DataSource database;

    AreaQueries(DataSource database) {
        this.database = database;
    }

    /** The children of an area, or with a level everything of that level below it. */
    public Page<AreaLine> below(AreaLine parent, Level level, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 1);
        Query query = new Query(SELECT)
                .add(" and code <> ?", parent.code())
                .within("path", parent.path())
                .addIf(level != null, " and level = ?", level == null ? null : level.name());
        if (level == null) {
            query.add(" and (parent_code = ?", parent.code())
                    .add(parent.level() == Level.ROOT ? " or parent_code is null)" : ")");
        }
        List<AreaLine> found = query.addIf(after != null, " and path > ?", after == null ? null : after.text(0))
                .add(" order by path limit ?", limit + 1)
                .list(database, AreaQueries::area);
        return Page.of(found, limit, area -> Cursor.of(area.path()));
    }

    public AreaLine require(String code) {
        return find(code)
                .orElseThrow(() -> Failure.notFound(
                        "area-unknown",
                        "没有编码为“" + code + "”的现行区域。请在 /api/v1/areas 查找。",
                        "No current area has the code \"" + code + "\". Find it at /api/v1/areas."));
    }

    private Optional<AreaLine> find(String code) {
        return new Query(SELECT + " and code = ?", code)
                .list(database, AreaQueries::area).stream().findFirst();
    }

    private static AreaLine area(ResultSet row) throws SQLException {
        return new AreaLine(
                row.getString("code"),
                Level.valueOf(row.getString("level")),
                new Text(row.getString("zh"), row.getString("en")),
                row.getString("parent_code"),
                row.getString("path"),
                row.getBoolean("provisional"));
    }
}

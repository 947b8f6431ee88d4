package org.fengqiao.inquiry;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where something is: the area's path and the names from the city down. */
public record AreaRef(String path, String zh, String en) {
    /**
     * Selects place_zh and place_en for the area whose path is in a column, looking up only the areas of the path.
     * Paths are compared byte by byte but codes are not: without its collation the index on codes could not be used.
     */
    public static String columns(String pathColumn) {
        String names = """
                (select string_agg((select n.%1$s from area n where n.code = way.code and n.valid_to is null), '%2$s'
                    order by way.no)
                 from unnest(string_to_array(rtrim(%3$s, '.') collate "default", '.')) with ordinality way (code, no))""";
        return names.formatted("zh", " ", pathColumn) + " as place_zh, " + names.formatted("en", ", ", pathColumn)
                + " as place_en";
    }

    public static AreaRef read(ResultSet rows) throws SQLException {
        return new AreaRef(rows.getString("area_path"), rows.getString("place_zh"), rows.getString("place_en"));
    }
}

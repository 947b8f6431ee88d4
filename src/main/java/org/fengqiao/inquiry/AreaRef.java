package org.fengqiao.inquiry;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where something is: the area's path and the names from the city down. */
public record AreaRef(String path, String zh, String en) {
    /**
     * Columns place_zh and place_en of the area whose path is in a column: a few areas looked up by code, never all of them read.
     * Paths are compared byte by byte and codes are not, so without its collation the index of the codes would be of no use.
     */
    public static String columns(String pathColumn) {
        String names = """
                (select string_agg((select n.%1$s from area n where n.code = way.code and n.valid_to is null), '%2$s'
                    order by way.no)
                 from unnest(string_to_array(rtrim(%3$s, '.') collate "default", '.')) with ordinality way (code, no))""";
        return names.formatted("zh", " ", pathColumn) + " as place_zh, " + names.formatted("en", ", ", pathColumn)
                + " as place_en";
    }

    public static AreaRef read(ResultSet row) throws SQLException {
        return new AreaRef(row.getString("area_path"), row.getString("place_zh"), row.getString("place_en"));
    }
}

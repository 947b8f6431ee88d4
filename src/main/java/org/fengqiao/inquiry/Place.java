package org.fengqiao.inquiry;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where something is: the area's path and the names from the city down. */
public record Place(String path, String zh, String en) {
    /** Columns place_zh and place_en of the area whose path is in a column: a few looked up by code, never all of them read. */
    static String columns(String pathColumn) {
        String names = """
                (select string_agg(%1$s, '%2$s' order by length(n.path))
                 from unnest(string_to_array(rtrim(%3$s, '.'), '.')) on_the_way (code)
                 join area n on n.code = on_the_way.code and n.valid_to is null)""";
        return names.formatted("n.zh", " ", pathColumn) + " as place_zh, " + names.formatted("n.en", ", ", pathColumn)
                + " as place_en";
    }

    static Place read(ResultSet row) throws SQLException {
        return new Place(row.getString("area_path"), row.getString("place_zh"), row.getString("place_en"));
    }
}

package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;

/** As of when what lists show was assessed. */
@ApplicationScoped
public class PassQueries {
    private static final String LATEST =
            "(select at from pass where finished_at is not null and not abandoned%s" + " order by at desc limit 1)";

    private final DataSource database;

    PassQueries(DataSource database) {
        this.database = database;
    }

    public AssessedAsOf assessedAsOf() {
        String sql = "select " + LATEST.formatted(" and everybody") + " as everybody, " + LATEST.formatted("")
                + " as changes";
        return new SqlQuery(sql)
                .first(
                        database,
                        rows -> new AssessedAsOf(Jdbc.instant(rows, "everybody"), Jdbc.instant(rows, "changes")))
                .orElseThrow();
    }
}

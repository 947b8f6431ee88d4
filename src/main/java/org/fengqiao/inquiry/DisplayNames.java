package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;

/** The display names of accounts; the user name for somebody signed in by another provider. */
@ApplicationScoped
public class DisplayNames {
    private final DataSource database;

    DisplayNames(DataSource database) {
        this.database = database;
    }

    public String of(String username) {
        return new SqlQuery("select display_name from account where username = ?", username)
                .first(database, rows -> rows.getString(1))
                .orElse(username);
    }
}

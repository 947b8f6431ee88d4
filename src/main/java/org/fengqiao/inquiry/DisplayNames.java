package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;

/** What an account is called; somebody signed in elsewhere has none here. */
@ApplicationScoped
public class DisplayNames {
    private final DataSource database;

    DisplayNames(DataSource database) {
        this.database = database;
    }

    public String of(String username) {
        return new SqlQuery("select display_name from account where username = ?", username)
                .list(database, row -> row.getString(1)).stream().findFirst().orElse(username);
    }
}

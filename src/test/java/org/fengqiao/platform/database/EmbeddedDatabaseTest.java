package org.fengqiao.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {
    @Test
    void keeps_what_it_promises_about_durability_and_encoding() throws SQLException {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void is_reachable_from_this_machine_only() throws SQLException {
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    }

    private static String show(String setting) throws SQLException {
        try (Connection connection = TestDatabase.server().connect();
                Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show " + setting)) {
            shown.next();
            return shown.getString(1);
        }
    }
}

package org.fengqiao.registry.post;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.StrictCsv;

/** Duty rosters: who is on duty at a post on which day or shift. */
@Singleton
public class Rosters {
    private static final String ADD = """
            insert into duty_shift (post_id, username, duty_from, duty_to)
            select id, ?, ?, ? from post where kind = ? and area_code = ? and (?::text is null or zh = ?)
            on conflict (post_id, username, duty_from) do update set duty_to = excluded.duty_to""";

    private final DataSource database;

    Rosters(DataSource database) {
        this.database = database;
    }

    /** Takes in kind,area_code,zh,username,from,to, all or none; {@code zh} tells posts of one kind and area apart. */
    public int importCsv(InputStream csv) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "area_code", "username", "from", "to");
        return Transactions.inTransaction(database, connection -> {
            for (StrictCsv.Row row : rows) add(connection, row);
            return rows.size();
        });
    }

    private static void add(Connection connection, StrictCsv.Row row) throws SQLException {
        PostKind kind = row.oneOf("kind", PostKind.class);
        String area = row.text("area_code");
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, row.text("username"));
            insert.setObject(2, Jdbc.utc(row.moment("from", false)));
            insert.setObject(3, Jdbc.utc(row.moment("to", true)));
            insert.setString(4, kind.name());
            insert.setString(5, area);
            insert.setString(6, row.optional("zh"));
            insert.setString(7, row.optional("zh"));
            int posts = insert.executeUpdate();
            if (posts == 1) return;
            throw ProblemException.invalid(
                    "roster-post-unclear",
                    "区域 " + area + " 的 " + kind + " 岗位有" + posts + "个，值班表须指明一个：先导入岗位，或填写 zh 列",
                    "Area " + area + " has " + posts + " posts of kind " + kind
                            + "; import the post first, or name one of" + " them in column zh");
        }
    }

    static List<PostDirectory.Shift> all(Connection connection) throws SQLException {
        List<PostDirectory.Shift> shifts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select * from duty_shift");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                shifts.add(new PostDirectory.Shift(
                        row.getObject("post_id", UUID.class),
                        row.getString("username"),
                        Jdbc.instant(row, "duty_from"),
                        Jdbc.instant(row, "duty_to")));
            }
        }
        return shifts;
    }
}

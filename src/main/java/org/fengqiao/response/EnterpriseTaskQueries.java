package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** Lists of enterprise tasks, the latest first. */
@ApplicationScoped
public class EnterpriseTaskQueries {
    private static final String ORDER = " order by requested_at desc limit 200";
    private static final String OF_ALERT = "select * from enterprise_task where alert_id = ?" + ORDER;
    private static final String OF_ENTERPRISE = "select * from enterprise_task where enterprise_id = ?" + ORDER;

    private final DataSource database;

    EnterpriseTaskQueries(DataSource database) {
        this.database = database;
    }

    public List<EnterpriseTaskView> ofAlert(UUID alert) {
        return list(OF_ALERT, alert);
    }

    public List<EnterpriseTaskView> ofEnterprise(UUID enterprise) {
        return list(OF_ENTERPRISE, enterprise);
    }

    private List<EnterpriseTaskView> list(String sql, UUID id) {
        SqlStatement<List<EnterpriseTaskView>> statement =
                new SqlStatement<>(sql, EnterpriseTaskQueries::read, Parameter.of(id));
        return Transactions.inTransaction(database, connection -> StatementBatch.execute(connection, statement));
    }

    private static List<EnterpriseTaskView> read(ResultSet rows) throws SQLException {
        List<EnterpriseTaskView> tasks = new ArrayList<>();
        while (rows.next()) {
            tasks.add(new EnterpriseTaskView(
                    rows.getObject("alert_id", UUID.class),
                    Jdbc.instant(rows, "requested_at"),
                    rows.getObject("enterprise_id", UUID.class),
                    rows.getBoolean("on_site"),
                    new BilingualText(rows.getString("task_zh"), rows.getString("task_en")),
                    Jdbc.instant(rows, "due_at"),
                    Jdbc.instant(rows, "replied_at"),
                    rows.getString("replied_by"),
                    rows.getString("reply"),
                    rows.getString("attachment"),
                    Jdbc.instant(rows, "done_at"),
                    Jdbc.instant(rows, "missed_at"),
                    Jdbc.instant(rows, "withdrawn_at")));
        }
        return tasks;
    }
}

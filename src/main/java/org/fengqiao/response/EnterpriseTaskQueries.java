package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;

/** Lists of enterprise tasks, the latest first. */
@ApplicationScoped
public class EnterpriseTaskQueries {
    private static final String ORDER = " order by requested_at desc limit 200";

    private final DataSource database;
    private final AttachmentQueries attachments;

    EnterpriseTaskQueries(DataSource database, AttachmentQueries attachments) {
        this.database = database;
        this.attachments = attachments;
    }

    public List<EnterpriseTaskView> ofAlert(UUID alert) {
        return list(" from enterprise_task where alert_id = ?" + ORDER, alert);
    }

    public List<EnterpriseTaskView> ofEnterprise(UUID enterprise) {
        return list(" from enterprise_task where enterprise_id = ?" + ORDER, enterprise);
    }

    private List<EnterpriseTaskView> list(String from, UUID id) {
        List<UUID> ids = new SqlQuery("select unnest(attachments) from (select attachments" + from + ") t", id)
                .list(database, rows -> rows.getObject(1, UUID.class));
        Map<UUID, AttachmentView> files = attachments.find(ids);
        return new SqlQuery("select *" + from, id).list(database, rows -> task(rows, files));
    }

    private static EnterpriseTaskView task(ResultSet rows, Map<UUID, AttachmentView> files) throws SQLException {
        return new EnterpriseTaskView(
                rows.getObject("alert_id", UUID.class),
                Jdbc.instant(rows, "requested_at"),
                rows.getObject("enterprise_id", UUID.class),
                rows.getBoolean("on_site"),
                new BilingualText(rows.getString("task_zh"), rows.getString("task_en")),
                Jdbc.instant(rows, "due_at"),
                Jdbc.instant(rows, "replied_at"),
                rows.getString("replied_by"),
                rows.getString("reply"),
                AttachmentView.inOrder(Jdbc.uuids(rows, "attachments"), files),
                Jdbc.instant(rows, "done_at"),
                Jdbc.instant(rows, "missed_at"),
                Jdbc.instant(rows, "withdrawn_at"));
    }
}

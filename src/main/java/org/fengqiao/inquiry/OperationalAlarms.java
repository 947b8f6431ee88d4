package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;

/** Open alarms raised by the system itself, newest first. */
@ApplicationScoped
public class OperationalAlarms {
    /** Something that needs a person, such as a vacant post. */
    public record Alarm(UUID id, String kind, String subject, BilingualText text, Instant raisedAt) {}

    private final DataSource database;

    OperationalAlarms(DataSource database) {
        this.database = database;
    }

    /**
     * The subject of an alarm about an area ends with @ and its path; other alarms are only for those who see all areas.
     *
     * @param kind null for all kinds
     */
    public CursorPage<Alarm> open(String areaPath, String kind, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        SqlQuery query = new SqlQuery("select * from operational_alarm where cleared_at is null")
                .addIf(kind != null, " and kind = ?", kind)
                .inArea("split_part(subject, '@', 2)", areaPath);
        if (after != null) query.add(" and (raised_at, id) < (?, ?)", after.instant(0), after.id(1));
        List<Alarm> found = query.add(" order by raised_at desc, id desc limit ?", limit + 1)
                .list(
                        database,
                        rows -> new Alarm(
                                rows.getObject("id", UUID.class),
                                rows.getString("kind"),
                                rows.getString("subject"),
                                new BilingualText(rows.getString("zh"), rows.getString("en")),
                                Jdbc.instant(rows, "raised_at")));
        return CursorPage.of(found, limit, alarm -> Cursor.of(alarm.raisedAt(), alarm.id()));
    }
}

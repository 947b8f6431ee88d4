package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;

/** What the system itself has to tell: open alarms, newest first. */
@ApplicationScoped
public class OperationalAlarms {
    /** Something that needs a human, such as a post that nobody holds. */
    public record Alarm(UUID id, String kind, String subject, BilingualText text, Instant raisedAt) {}

    private final DataSource database;

    OperationalAlarms(DataSource database) {
        this.database = database;
    }

    /** An alarm about a place names its path behind an @; all others are for who answers for the whole. */
    public CursorPage<Alarm> open(String areaPath, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        SqlQuery query = new SqlQuery("select * from operational_alarm where cleared_at is null")
                .inArea("split_part(subject, '@', 2)", areaPath);
        if (after != null) query.add(" and (raised_at, id) < (?, ?)", after.instant(0), after.id(1));
        List<Alarm> found = query.add(" order by raised_at desc, id desc limit ?", limit + 1)
                .list(
                        database,
                        row -> new Alarm(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("subject"),
                                new BilingualText(row.getString("zh"), row.getString("en")),
                                Jdbc.instant(row, "raised_at")));
        return CursorPage.of(found, limit, alarm -> Cursor.of(alarm.raisedAt(), alarm.id()));
    }
}

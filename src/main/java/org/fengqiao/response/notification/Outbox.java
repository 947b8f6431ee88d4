package org.fengqiao.response.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.Ids;

/** Notices that wait to be delivered, written in the transaction of what they tell of: neither is there without the other. */
@ApplicationScoped
public class Outbox {
    /** What the nodes that deliver listen to. */
    static final String BELL = "fengqiao_notification";

    /** The database rings when the transaction is committed, and not when it is rolled back. */
    static final String WAKE = "select pg_notify('" + BELL + "', ?)";

    /** As much as the database takes, in bytes, and some room. */
    private static final int LONGEST_CALL = 7_000;

    private final Ids ids;

    Outbox(Ids ids) {
        this.ids = ids;
    }

    /** Writes notices in the caller's transaction. */
    public void put(Connection connection, List<Notice> notices, Instant at) throws SQLException {
        if (notices.isEmpty()) return;
        String sql = "insert into notification (id, kind, alert_id, post_id, username, tier, why_zh, why_en, made_at,"
                + " next_at, severity) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql);
                PreparedStatement wake = connection.prepareStatement(WAKE)) {
            for (Notice notice : notices) {
                insert.setObject(1, ids.next());
                insert.setString(2, notice.kind().name());
                insert.setObject(3, notice.alertId());
                insert.setObject(4, notice.postId());
                insert.setString(5, notice.username().orElse(null));
                insert.setString(6, notice.tier().name());
                insert.setString(7, notice.why().zh());
                insert.setString(8, notice.why().en());
                insert.setTimestamp(9, Timestamp.from(at));
                insert.setTimestamp(10, Timestamp.from(at));
                insert.setInt(11, notice.tier().ordinal());
                insert.addBatch();
            }
            insert.executeBatch();
            wake.setString(1, names(notices));
            wake.execute();
        }
    }

    /** For whom the bell tolls, for the pages they have open; empty when these are too many. */
    private static String names(List<Notice> notices) {
        String names = notices.stream()
                .flatMap(notice -> notice.username().stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        return names.getBytes(StandardCharsets.UTF_8).length > LONGEST_CALL ? "" : names;
    }
}

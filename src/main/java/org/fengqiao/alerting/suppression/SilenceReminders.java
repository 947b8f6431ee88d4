package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.text.BilingualText;

/** Tells the author of a silence before it ends. */
@ApplicationScoped
public class SilenceReminders {
    private static final String DUE = """
            with due as (select id from silence
                where remind_at <= ? and ends_at > ? and reminded_at is null for update skip locked)
            update silence s set reminded_at = ? from due where s.id = due.id
            returning s.*, (select count(*) from alert_held h where h.silence_id = s.id) as held""";

    /** In the caller's transaction. */
    public List<Notice> due(Connection connection, Instant at) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(DUE)) {
            for (int i = 1; i <= 3; i++) update.setTimestamp(i, Timestamp.from(at));
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) notices.add(notice(SilenceRepository.record(row)));
            }
        }
        return notices;
    }

    private static Notice notice(SilenceRepository.SilenceRecord kept) {
        Silence silence = kept.silence();
        String until = NotificationDecision.formatMinute(silence.to());
        return new Notice(
                Notice.Kind.SILENCE_ENDS,
                null,
                null,
                Optional.of(silence.author()),
                silence.maxTier(),
                new BilingualText(
                        "您设的静默将于" + until + "结束（" + silence.reason() + "），其间未通知" + kept.held() + "次；届时仍未关闭的预警将通知责任人。",
                        "Your silence ends at " + until + " (" + silence.reason() + "); it held back " + kept.held()
                                + " notices, and what is still open then is told."));
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.history.SuppressionText;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** Tells each supervisor's post, once a window, how many alerts were throttled and what brought them. */
@ApplicationScoped
public class ThrottleDigests {
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('fengqiao digest'))";
    private static final String DUE = """
            with ended as (
                update alert_suppression set ended_at = ? where reason = 'THROTTLED' and ended_at is null and at < ?
                returning post_id, date_bin(?::interval, at, timestamptz '2020-01-01 00:00+00') as begins, subject, tier)
            select post_id, begins, subject, count(*) as alerts,
                count(*) filter (where tier = 'ORANGE') as orange, count(*) filter (where tier = 'YELLOW') as yellow
            from ended group by post_id, begins, subject order by post_id, begins, alerts desc, subject""";

    private final SuppressionSettings settings;

    ThrottleDigests(SuppressionSettings settings) {
        this.settings = settings;
    }

    private record DigestKey(UUID post, Instant begins) {}

    private record DigestLine(String subject, int alerts, int orange, int yellow) {}

    /** Of windows that are over, in the caller's transaction; one node at a time, so that a window is told once. */
    public List<Notice> due(Connection connection, Instant at) throws SQLException {
        if (!alone(connection)) return List.of();
        Map<DigestKey, List<DigestLine>> heaps = new LinkedHashMap<>();
        Duration window = settings.throttle().window();
        long span = window.toMillis();
        Instant open = Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), span) * span);
        try (PreparedStatement update = connection.prepareStatement(DUE)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setTimestamp(2, Timestamp.from(open));
            update.setString(3, window.toString());
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    DigestKey heap = new DigestKey(row.getObject("post_id", UUID.class), Jdbc.instant(row, "begins"));
                    heaps.computeIfAbsent(heap, one -> new ArrayList<>())
                            .add(new DigestLine(
                                    row.getString("subject"),
                                    row.getInt("alerts"),
                                    row.getInt("orange"),
                                    row.getInt("yellow")));
                }
            }
        }
        return heaps.entrySet().stream()
                .map(heap -> notice(heap.getKey(), heap.getValue(), window))
                .toList();
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Notice notice(DigestKey heap, List<DigestLine> lines, Duration window) {
        int alerts = lines.stream().mapToInt(DigestLine::alerts).sum();
        int orange = lines.stream().mapToInt(DigestLine::orange).sum();
        int yellow = lines.stream().mapToInt(DigestLine::yellow).sum();
        Tier gravest = orange > 0 ? Tier.ORANGE : yellow > 0 ? Tier.YELLOW : Tier.BLUE;
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (DigestLine line : lines) {
            BilingualText subject = SuppressionText.ofSubject(line.subject());
            zh.append(zh.isEmpty() ? "" : "，")
                    .append(subject.zh())
                    .append(' ')
                    .append(line.alerts())
                    .append("条");
            en.append(en.isEmpty() ? "" : ", ")
                    .append(subject.en())
                    .append(": ")
                    .append(line.alerts());
        }
        String span = NotificationDecision.formatMinute(heap.begins()) + "–"
                + NotificationDecision.formatMinute(heap.begins().plus(window));
        return new Notice(
                Notice.Kind.DIGEST,
                null,
                heap.post(),
                Optional.empty(),
                gravest,
                new BilingualText(
                        span + " 有" + alerts + "条预警因数量异常未逐条通知（橙" + orange + "，黄" + yellow + "）：" + zh
                                + "。预警均已生成并计时，请在预警列表查看。",
                        span + ": " + alerts
                                + " alerts were not told one by one because there were unusually many (orange "
                                + orange + ", yellow " + yellow + "): " + en
                                + ". All are raised and their clocks run; see the list of alerts."));
    }
}

package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.history.SuppressionText;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** What of one alert was held back, and with which others it goes together. */
@ApplicationScoped
public class SuppressionQueries {
    private static final int MOST = 200;

    private final DataSource database;

    SuppressionQueries(DataSource database) {
        this.database = database;
    }

    /**
     * As people read it.
     *
     * @param repeatCount how often something was learnt that changed nothing
     * @param notifiedTier at which tier its owner was told last, or null
     * @param lead the alert that speaks for it, or null
     * @param members open or closed, within the reader's area
     * @param membersElsewhere how many more there are outside it
     */
    public record SuppressionDetail(
            int repeatCount,
            Tier notifiedTier,
            Instant notifiedAt,
            UUID lead,
            List<GroupMember> members,
            int membersElsewhere,
            List<SuppressedNotice> held) {}

    /** An alert of a related enterprise. */
    public record GroupMember(UUID alert, UUID enterprise, String name, Tier tier, String state) {}

    /** A notice that was held back: why, by which silence if any, until when, and when that was over. */
    public record SuppressedNotice(
            Instant at, String reason, Tier tier, BilingualText why, UUID silence, Instant until, Instant endedAt) {}

    /** @param areaPath of the reader */
    public SuppressionDetail of(UUID alert, String areaPath) {
        return Transactions.inTransaction(database, connection -> {
            List<GroupMember> members = new ArrayList<>();
            int elsewhere = members(connection, alert, areaPath, members);
            String sql = "select repeat_count, notified_tier, notified_at, group_lead_id from alert where id = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, alert);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    String notified = row.getString("notified_tier");
                    return new SuppressionDetail(
                            row.getInt("repeat_count"),
                            notified == null ? null : Tier.valueOf(notified),
                            Jdbc.instant(row, "notified_at"),
                            row.getObject("group_lead_id", UUID.class),
                            members,
                            elsewhere,
                            held(connection, alert));
                }
            }
        });
    }

    private static int members(Connection connection, UUID lead, String areaPath, List<GroupMember> members)
            throws SQLException {
        String sql = "select a.id, a.enterprise_id, e.name, a.tier, a.state, a.area_path from alert a"
                + " join enterprise e on e.id = a.enterprise_id where a.group_lead_id = ?"
                + " order by a.severity desc, a.score desc, a.id limit ?";
        int elsewhere = 0;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, lead);
            select.setInt(2, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!row.getString("area_path").startsWith(areaPath)) {
                        elsewhere++;
                        continue;
                    }
                    members.add(new GroupMember(
                            row.getObject("id", UUID.class),
                            row.getObject("enterprise_id", UUID.class),
                            row.getString("name"),
                            Tier.valueOf(row.getString("tier")),
                            row.getString("state")));
                }
            }
        }
        return elsewhere;
    }

    private static List<SuppressedNotice> held(Connection connection, UUID alert) throws SQLException {
        List<SuppressedNotice> held = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select h.*, s.reason as because, coalesce(a.display_name, s.author) as author from alert_suppression h"
                        + " left join silence s on s.id = h.silence_id left join account a on a.username = s.author"
                        + " where h.alert_id = ? order by h.id desc limit ?")) {
            select.setObject(1, alert);
            select.setInt(2, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(suppressed(row));
                }
            }
        }
        return held;
    }

    private static SuppressedNotice suppressed(ResultSet row) throws SQLException {
        Instant until = Jdbc.instant(row, "until");
        String author = row.getString("author");
        return new SuppressedNotice(
                Jdbc.instant(row, "at"),
                row.getString("reason"),
                Tier.valueOf(row.getString("tier")),
                SuppressionText.of(
                        row.getString("reason"),
                        until,
                        author == null ? null : new BilingualText(author, author),
                        row.getString("because"),
                        row.getString("subject")),
                row.getObject("silence_id", UUID.class),
                until,
                Jdbc.instant(row, "ended_at"));
    }
}

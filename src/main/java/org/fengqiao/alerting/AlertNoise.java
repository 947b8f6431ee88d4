package org.fengqiao.alerting;

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
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.Transactions;

/** What of one alert was held back, and with which others it goes together. */
@ApplicationScoped
public class AlertNoise {
    private static final int MOST = 200;

    private final DataSource database;

    AlertNoise(DataSource database) {
        this.database = database;
    }

    /**
     * As people read it.
     *
     * @param inhibited how often something was learnt that changed nothing
     * @param toldTier at which tier its owner was told last, or null
     * @param lead the alert that speaks for it, or null
     * @param members open or closed, within the reader's area
     * @param membersElsewhere how many more there are outside it
     */
    public record View(
            int inhibited,
            Tier toldTier,
            Instant toldAt,
            UUID lead,
            List<Member> members,
            int membersElsewhere,
            List<Held> held) {}

    /** An alert of a related enterprise. */
    public record Member(UUID alert, UUID enterprise, String name, Tier tier, String state) {}

    /** A notice that was held back: why, by which silence if any, until when, and when that was over. */
    public record Held(Instant at, String reason, Tier tier, Text why, UUID silence, Instant until, Instant endedAt) {}

    /** @param areaPath of the reader */
    public View of(UUID alert, String areaPath) {
        return Transactions.inTransaction(database, connection -> {
            List<Member> members = new ArrayList<>();
            int elsewhere = members(connection, alert, areaPath, members);
            String sql = "select inhibited, told_tier, told_at, lead_id from alert where id = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, alert);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new View(
                            row.getInt("inhibited"),
                            AlertMemory.told(row).map(Decision.Told::tier).orElse(null),
                            AlertMemory.instant(row, "told_at"),
                            row.getObject("lead_id", UUID.class),
                            members,
                            elsewhere,
                            held(connection, alert));
                }
            }
        });
    }

    private static int members(Connection connection, UUID lead, String areaPath, List<Member> members)
            throws SQLException {
        String sql = "select a.id, a.enterprise_id, e.name, a.tier, a.state, a.area_path from alert a"
                + " join enterprise e on e.id = a.enterprise_id where a.lead_id = ?"
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
                    members.add(new Member(
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

    private static List<Held> held(Connection connection, UUID alert) throws SQLException {
        List<Held> held = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select * from alert_held where alert_id = ? order by id desc limit ?")) {
            select.setObject(1, alert);
            select.setInt(2, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(new Held(
                            AlertMemory.instant(row, "at"),
                            row.getString("reason"),
                            Tier.valueOf(row.getString("tier")),
                            new Text(row.getString("why_zh"), row.getString("why_en")),
                            row.getObject("silence_id", UUID.class),
                            AlertMemory.instant(row, "until"),
                            AlertMemory.instant(row, "ended_at")));
                }
            }
        }
        return held;
    }
}

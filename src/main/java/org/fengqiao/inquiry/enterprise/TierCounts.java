package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.fengqiao.policy.Tier;

/** How many enterprises there are, and how many stand in each tier. */
@ApplicationScoped
public class TierCounts {
    private final DataSource database;

    TierCounts(DataSource database) {
        this.database = database;
    }

    public long enterprises() {
        return counts("select 'all', count(*) from enterprise").get("all");
    }

    /** Tier to number of enterprises, gravest first. */
    public Map<String, Long> labour() {
        Map<String, Long> found =
                counts("select tier, count(*) from assessment where dimension = 'labour' group by tier");
        Map<String, Long> ordered = new LinkedHashMap<>();
        Tier[] tiers = Tier.values();
        for (int i = tiers.length - 1; i >= 0; i--)
            ordered.put(tiers[i].name(), found.getOrDefault(tiers[i].name(), 0L));
        return ordered;
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) counts.put(row.getString(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }
}

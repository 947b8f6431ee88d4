package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Tier;

/** Counts enterprises, in total and by tier. */
@ApplicationScoped
public class TierCounts {
    private final DataSource database;

    TierCounts(DataSource database) {
        this.database = database;
    }

    public long enterprises() {
        return new SqlQuery("select count(*) from enterprise")
                .first(database, rows -> rows.getLong(1))
                .orElseThrow();
    }

    /** Number of enterprises by tier, gravest first. */
    public Map<String, Long> labour() {
        Map<String, Long> counts = new LinkedHashMap<>();
        Tier[] tiers = Tier.values();
        for (int i = tiers.length - 1; i >= 0; i--) counts.put(tiers[i].name(), 0L);
        new SqlQuery("select tier, count(*) from assessment where dimension = 'labour' group by tier")
                .list(database, rows -> counts.put(rows.getString(1), rows.getLong(2)));
        return counts;
    }
}

package org.fengqiao.pipeline.tier;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.TierHold;
import org.fengqiao.pipeline.tier.TierChanges.RulesWord;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Tiers set by hand whose time is over: the word of the rules counts again. */
@ApplicationScoped
public class TierOverrideExpiry implements ScheduledJob {
    private static final int AT_ONCE = 100;

    private static final String DUE = """
            select id, enterprise_id, dimension, area_path from alert
            where tier_by_hand_until <= ? and closed_at is null order by tier_by_hand_until limit ?""";

    private static final String END_OF_CLOSED = """
            update tier_override t set state = 'ENDED', end_reason = 'ALERT_CLOSED', ended_at = a.closed_at
            from alert a where a.id = t.alert_id and a.closed_at is not null and t.state in ('PROPOSED', 'IN_FORCE')""";

    private static final String END_EXPIRED = """
            update tier_override set state = 'ENDED', end_reason = 'EXPIRED', ended_at = until
            where state = 'IN_FORCE' and until <= ?""";

    private final DataSource database;
    private final AlertRepository alerts;
    private final TierChanges changes;
    private final AlertHistory history;

    TierOverrideExpiry(DataSource database, AlertRepository alerts, TierChanges changes, AlertHistory history) {
        this.database = database;
        this.alerts = alerts;
        this.changes = changes;
        this.history = history;
    }

    @Override
    public String name() {
        return "tiers set by hand";
    }

    private record Expired(UUID alert, AlertScope scope) {}

    /** Returns how many alerts got the tier of the rules again. Those at once with a pass are no harm: each is looked at again. */
    @Override
    public int runDue(Instant at) {
        List<Expired> due = new SqlQuery(DUE, at, AT_ONCE)
                .list(
                        database,
                        rows -> new Expired(
                                rows.getObject("id", UUID.class),
                                new AlertScope(
                                        rows.getObject("enterprise_id", UUID.class),
                                        Dimension.of(rows.getString("dimension")),
                                        rows.getString("area_path"))));
        int restored = 0;
        for (Expired expired : due) if (restore(expired, at)) restored++;
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            batch.add(SqlStatement.update(END_OF_CLOSED));
            batch.add(SqlStatement.update(END_EXPIRED, Parameter.of(Jdbc.utc(at))));
            batch.execute(connection);
            return null;
        });
        return restored;
    }

    private boolean restore(Expired expired, Instant at) {
        return Transactions.inTransaction(database, connection -> {
            RulesWord rules = changes.assess(connection, expired.scope());
            Alert alert = alerts.lock(expired.alert());
            Optional<TierHold> hand =
                    alert.tierHold().filter(set -> !set.until().isAfter(at));
            if (!alert.isOpen() || hand.isEmpty()) return false;
            Tier before = alert.tier();
            Tier tier = rules.tier().alerts()
                    ? rules.tier()
                    : Tier.milder(before, hand.get().tierByRules());
            if (tier == before) alert.keepTier();
            else changes.give(connection, alert, tier, Optional.empty(), rules, Messages.text("why.TIER_RESTORED"));
            history.append(
                    List.of(AlertHistoryEntry.bySystem(
                            alert.id(), AlertEvent.TIER_RESTORED, Map.of("formerTier", before, "tier", tier))),
                    rules.at());
            return true;
        });
    }
}

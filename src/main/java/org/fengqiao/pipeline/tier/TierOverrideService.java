package org.fengqiao.pipeline.tier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
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
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.TierHold;
import org.fengqiao.alerting.tier.TierOverride;
import org.fengqiao.alerting.tier.TierOverrideRepository;
import org.fengqiao.pipeline.tier.TierChanges.RulesWord;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Tier;
import org.fengqiao.response.ReviewRequests;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;

/** How people set the tier of an alert by hand: at once, or with a second signature where ORANGE or RED is concerned. */
@ApplicationScoped
@Transactional
public class TierOverrideService {
    private final DataSource database;
    private final AlertRepository alerts;
    private final TierOverrideRepository overrides;
    private final TierOverrideLimits limits;
    private final TierChanges changes;
    private final AlertHistory history;
    private final ReviewRequests reviews;
    private final Ids ids;

    TierOverrideService(
            DataSource database,
            AlertRepository alerts,
            TierOverrideRepository overrides,
            TierOverrideLimits limits,
            TierChanges changes,
            AlertHistory history,
            ReviewRequests reviews,
            Ids ids) {
        this.database = database;
        this.alerts = alerts;
        this.overrides = overrides;
        this.limits = limits;
        this.changes = changes;
        this.history = history;
        this.reviews = reviews;
        this.ids = ids;
    }

    /**
     * Sets a tier, or asks for it.
     *
     * @param scope of the alert, which must not have been read in this transaction
     * @param note the reason
     */
    public StepResult set(UUID id, AlertScope scope, Tier tier, Instant until, String by, StepNote note) {
        note.requireNote();
        return Transactions.inTransaction(database, connection -> {
            RulesWord rules = changes.assess(connection, scope);
            Alert alert = alerts.lock(id);
            if (wasSetBefore(id, tier, until, by)) return unchanged(alert);
            limits.check(alert, tier, until, by, rules.at());
            requireNoneProposed(id);
            TierOverride override = TierOverride.propose(ids.next(), alert, tier, until, by, note.note(), rules.at());
            overrides.persistAndFlush(override);
            if (override.needsSecondSignature()) return propose(alert, override, note, rules.at());
            return enterForce(connection, alert, override, by, rules);
        });
    }

    /** The second signature: the tier counts. */
    public StepResult confirm(UUID id, AlertScope scope, String by) {
        return Transactions.inTransaction(database, connection -> {
            RulesWord rules = changes.assess(connection, scope);
            Alert alert = alerts.lock(id);
            limits.requireIndependent(alert, by, rules.at());
            TierOverride override = proposed(alert);
            override.sign(by, alert, rules.at());
            return enterForce(connection, alert, override, by, rules);
        });
    }

    /** A second person does not agree. */
    public StepResult reject(UUID id, String by, StepNote note, Instant at) {
        note.requireNote();
        Alert alert = alerts.lock(id);
        limits.requireIndependent(alert, by, at);
        TierOverride override = proposed(alert);
        override.reject(by, at);
        history.append(List.of(note.entry(id, alert.record(AlertEvent.TIER_REJECTED), arguments(override), by)), at);
        return result(alert, new BilingualText("已退回，等级不变。", "Rejected; the tier stays as it is."));
    }

    private boolean wasSetBefore(UUID id, Tier tier, Instant until, String by) {
        return overrides
                .proposedFor(id)
                .or(() -> overrides.inForceFor(id))
                .filter(before -> before.isSame(tier, until, by))
                .isPresent();
    }

    private void requireNoneProposed(UUID id) {
        if (overrides.proposedFor(id).isEmpty()) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "tier-proposed",
                "已有一项改定等级等待签署。请先由另一人签署或退回。",
                "Another tier waits for its second signature. Somebody else has to sign or reject it first.");
    }

    private StepResult propose(Alert alert, TierOverride override, StepNote note, Instant at) {
        history.append(
                List.of(note.entry(
                        alert.id(),
                        alert.record(AlertEvent.TIER_PROPOSED),
                        arguments(override),
                        override.proposedBy())),
                at);
        BilingualText what = Messages.text(
                "why.TIER_PROPOSED", Map.of("from", word(override.oldTier()), "to", word(override.tier())));
        reviews.ask(alert, override.proposedBy(), Notice.Kind.TIER_PROPOSED, what, at);
        return result(
                alert,
                new BilingualText(
                        "已提交；涉及橙色或红色，须由另一人签署后生效。",
                        "Recorded; ORANGE or RED is concerned, so it counts once somebody else has signed."));
    }

    private StepResult enterForce(Connection connection, Alert alert, TierOverride override, String by, RulesWord rules)
            throws SQLException {
        overrides.inForceFor(alert.id()).ifPresent(former -> former.end(TierOverride.EndReason.REPLACED, rules.at()));
        overrides.flush();
        override.enterForce(rules.at());
        Tier known = alert.tierHold().map(TierHold::tierByRules).orElse(alert.tier());
        TierHold hand = new TierHold(override.until(), Tier.worse(rules.tier(), known));
        changes.give(connection, alert, override.tier(), Optional.of(hand), rules, Messages.text("why.TIER_SET"));
        history.append(List.of(setBy(by, alert, override)), rules.at());
        return result(alert, new BilingualText("等级已改定。", "The tier is set."));
    }

    /** Who signs did not write the reason, so it is not quoted as theirs. */
    private static AlertHistoryEntry setBy(String by, Alert alert, TierOverride override) {
        boolean signed = !by.equals(override.proposedBy());
        Map<String, Object> arguments = new HashMap<>(arguments(override));
        if (signed) {
            arguments.put("person", override.proposedBy());
            arguments.put("because", override.reason());
        }
        return new AlertHistoryEntry(
                alert.id(), AlertEvent.TIER_SET, arguments, by, signed ? null : override.reason(), List.of());
    }

    private TierOverride proposed(Alert alert) {
        return overrides
                .proposedFor(alert.id())
                .filter(found -> alert.isOpen())
                .orElseThrow(() -> new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "tier-not-proposed",
                        "这条预警没有等待签署的改定等级。请刷新后查看。",
                        "No tier of this alert waits for a signature. Reload the alert."));
    }

    private static BilingualText word(Tier tier) {
        return Messages.text("tier." + tier);
    }

    private static Map<String, Object> arguments(TierOverride override) {
        return Map.of("formerTier", override.oldTier(), "tier", override.tier(), "until", override.until());
    }

    private static StepResult unchanged(Alert alert) {
        return new StepResult(
                alert.id(),
                alert.state(),
                false,
                new BilingualText("此前已经登记，没有改变。", "This was recorded before; nothing was changed."));
    }

    private static StepResult result(Alert alert, BilingualText said) {
        return new StepResult(alert.id(), alert.state(), true, said);
    }
}

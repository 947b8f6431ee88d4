package org.fengqiao.pipeline.tier;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.tier.TierOverrideSettings;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/** What a tier set by hand may be: another one that alerts, for some days, by somebody independent of the enterprise. */
@ApplicationScoped
class TierOverrideLimits {
    private final TierOverrideSettings settings;
    private final Releases releases;
    private final EnterpriseAffiliations affiliations;

    TierOverrideLimits(TierOverrideSettings settings, Releases releases, EnterpriseAffiliations affiliations) {
        this.settings = settings;
        this.releases = releases;
        this.affiliations = affiliations;
    }

    void check(Alert alert, Tier tier, Instant until, String by, Instant at) {
        requireIndependent(alert, by, at);
        DimensionPolicy policy = releases.live().dimensions().get(alert.scope().dimension());
        alert.requireTierChangeable(new ActionContext(by, at, policy.reopenDays()));
        if (!tier.alerts() || !policy.labels().containsKey(tier)) {
            throw ProblemException.invalid(
                    "tier-unfit",
                    "预警的等级不能改定为 " + tier + "。认为没有风险的，请以误报关闭；可用的等级见规则库 tiers.csv。",
                    "An alert can't be set to " + tier
                            + ". If there is no risk, close it as a false alarm; tiers.csv of"
                            + " the rule base has the tiers.");
        }
        if (tier == alert.tier()) {
            throw ProblemException.invalid(
                    "tier-same",
                    "预警已经是 " + tier + "，无须改定。",
                    "The alert is at " + tier + " already; nothing is to be set.");
        }
        long days = settings.longest().toDays();
        if (!until.isAfter(at) || until.isAfter(at.plus(settings.longest()))) {
            throw ProblemException.invalid(
                    "tier-too-long",
                    "改定的等级须在将来" + days + "天内到期（until），此后规则的结论重新生效。",
                    "A tier set by hand ends (\"until\") within the next " + days
                            + " days; then the word of the rules counts again.");
        }
    }

    /** Whoever is affiliated with the enterprise neither sets nor signs the tier of its alerts. */
    void requireIndependent(Alert alert, String by, Instant at) {
        if (!affiliations.isAffiliated(by, alert.scope().enterprise(), at)) return;
        throw ProblemException.forbidden(
                "employed-there",
                "您受雇于这家企业，不能改定或签署它的预警等级；请交给该辖区的另一位经办人",
                "You are employed by this enterprise, so you can neither set nor sign the tier of its alerts; ask another"
                        + " officer of the area");
    }
}

package org.fengqiao.alerting;

import java.time.Instant;
import org.fengqiao.policy.Tier;

/**
 * People set the tier of an alert, for a time.
 *
 * @param until from then on the word of the rules counts again
 * @param tierByRules the gravest tier of the rules that people knew of; a graver one counts at once
 */
public record TierHold(Instant until, Tier tierByRules) {}

package org.fengqiao.policy;

import org.fengqiao.platform.text.BilingualText;

/**
 * A group of indicators whose points are capped together.
 *
 * @param aloneMaxTier the highest tier reachable when only rules of this category fire; RED where there is no limit
 */
public record Category(String code, BilingualText name, double cap, Tier aloneMaxTier) {}

package org.fengqiao.policy;

import org.fengqiao.platform.text.BilingualText;

/**
 * A kind of evidence and how far it is trusted.
 *
 * @param confidence 0..1, multiplies points
 * @param official one official source is enough for a hard trigger; others need a second, independent one
 * @param aloneMaxTier the highest tier reachable on such evidence alone; RED where there is no limit
 */
public record SourceKind(String code, BilingualText name, double confidence, boolean official, Tier aloneMaxTier) {}

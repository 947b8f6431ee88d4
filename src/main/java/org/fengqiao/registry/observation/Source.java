package org.fengqiao.registry.observation;

/**
 * A feed of observations and the kind of evidence it gives.
 *
 * @param kind a code of the release's source-kinds.csv (OFFICIAL_DECISION, AUTHORITY, ENTERPRISE, ...)
 */
public record Source(int id, String code, String kind) {}

package org.fengqiao.registry.observation;

/**
 * A source of observations and the kind of evidence it provides.
 *
 * @param kind a code of the release's source-kinds.csv (OFFICIAL_DECISION, AUTHORITY, ENTERPRISE, ...)
 */
public record Source(int id, String code, String kind) {}

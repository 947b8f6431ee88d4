package org.fengqiao.registry;

import java.util.UUID;

/** What assessing needs to know of an enterprise, and no more. */
public record EnterpriseRow(UUID id, int headcount, boolean headcountKnown, String industry, String areaPath) {}

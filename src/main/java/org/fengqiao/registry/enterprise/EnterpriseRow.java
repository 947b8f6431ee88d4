package org.fengqiao.registry.enterprise;

import java.util.UUID;

/** What assessing needs of an enterprise itself; its head count is settled from the readings known at the instant. */
public record EnterpriseRow(UUID id, String industry, String areaPath) {}

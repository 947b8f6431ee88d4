package org.fengqiao.registry.enterprise;

import java.util.UUID;

/** The attributes of an enterprise that assessing needs; its head count comes from the readings known at the instant. */
public record EnterpriseRow(UUID id, String industry, String areaPath) {}

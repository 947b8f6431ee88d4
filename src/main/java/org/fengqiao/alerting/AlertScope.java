package org.fengqiao.alerting;

import java.util.UUID;
import org.fengqiao.policy.Dimension;

/** Where an alert belongs, which decides who may work on it. */
public record AlertScope(UUID enterprise, Dimension dimension, String areaPath) {}

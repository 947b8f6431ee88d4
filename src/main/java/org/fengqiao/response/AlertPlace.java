package org.fengqiao.response;

import java.util.UUID;
import org.fengqiao.policy.Dimension;

/** Where an alert belongs, which decides who may work on it. */
public record AlertPlace(UUID enterprise, Dimension dimension, String areaPath) {}

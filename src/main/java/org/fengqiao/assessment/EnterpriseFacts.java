package org.fengqiao.assessment;

import java.util.List;
import java.util.UUID;
import org.fengqiao.registry.observation.Observation;

/**
 * What is known about one enterprise at the instant of assessing.
 *
 * @param headcount for routing and ratios; 0 if unknown
 * @param industry GB/T 4754 code beginning with its section letter, or null
 * @param observations those known at the instant, in any order
 */
public record EnterpriseFacts(UUID id, int headcount, String industry, List<Observation> observations) {}

package org.fengqiao.registry.enterprise;

import java.util.Set;
import java.util.UUID;

/** The current record of an enterprise. */
public record Enterprise(
        UUID id,
        String uscc,
        String name,
        String industry,
        String areaCode,
        String areaPath,
        String address,
        int headcount,
        boolean headcountKnown,
        Set<String> flags) {}

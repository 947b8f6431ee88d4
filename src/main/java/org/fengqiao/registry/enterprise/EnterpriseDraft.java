package org.fengqiao.registry.enterprise;

import java.util.List;
import java.util.Set;

/**
 * What a row of a source says about an enterprise.
 *
 * @param uscc normalised, or null if the source identifies the enterprise otherwise
 * @param headcount the head count in this row, or null
 * @param authoritative whether the row describes the enterprise (and updates it) or only mentions it
 */
public record EnterpriseDraft(
        String uscc,
        List<Identifier> identifiers,
        String name,
        String industry,
        String areaCode,
        String areaPath,
        String address,
        Headcounts.Reading headcount,
        Set<String> flags,
        boolean authoritative) {

    /** Flag of an enterprise whose area is not in the table of areas. */
    public static final String AREA_UNKNOWN_FLAG = "AREA_UNKNOWN";

    /** An identifier of the enterprise in a scheme of its source. */
    public record Identifier(String scheme, String value) {}

    String flagText() {
        return String.join(",", flags.stream().sorted().toList());
    }
}

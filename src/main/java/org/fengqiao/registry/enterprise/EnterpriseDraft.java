package org.fengqiao.registry.enterprise;

import java.util.List;
import java.util.Set;

/**
 * What a row of a source says about an enterprise.
 *
 * @param uscc normalised, or null when the source knows the enterprise by other identifiers alone
 * @param headcount a count this row brings, or null
 * @param authoritative whether the row describes the enterprise (and changes what differs) or only mentions it
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

    /** An enterprise of which the area named is not in the table of areas. */
    public static final String AREA_UNKNOWN_FLAG = "AREA_UNKNOWN";

    /** A name for the enterprise within a scheme of its source. */
    public record Identifier(String scheme, String value) {}

    String flagText() {
        return String.join(",", flags.stream().sorted().toList());
    }
}

package org.fengqiao.intake.file;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What an import did. {@code accepted + rejected = rows}; a row may hold several observations or none.
 *
 * @param rejectedBy reason code to number of rows
 * @param added observations (or areas) that are new
 * @param corrected observations that replaced an older one
 * @param unchanged observations that were known already
 * @param unknownColumns headers the mapping does not know
 * @param rejections the file with the refused rows, or null when there are none
 */
public record ImportReport(
        UUID run,
        String source,
        String file,
        long rows,
        long accepted,
        long rejected,
        SortedMap<String, Long> rejectedBy,
        long added,
        long corrected,
        long unchanged,
        long enterprisesNew,
        List<String> unknownColumns,
        Path rejections,
        double seconds) {}

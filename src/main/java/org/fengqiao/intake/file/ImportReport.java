package org.fengqiao.intake.file;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The result of an import. {@code accepted + rejected = rows}; a row may have several observations or none.
 *
 * @param rejectedBy number of rows by reason code
 * @param added new observations (or areas)
 * @param corrected observations that replaced an older one
 * @param unchanged observations that were known already
 * @param unknownColumns headers that are not in the mapping
 * @param rejections the file with the rejected rows, or null if there are none
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

package org.fengqiao.intake.file;

import java.nio.file.Path;
import org.fengqiao.intake.mapping.Mapping;

/**
 * A file to import.
 *
 * @param rejections where rejected rows are written; beside the file by default
 */
public record ImportRequest(Path file, Mapping mapping, Path rejections) {
    public ImportRequest(Path file, Mapping mapping) {
        this(file, mapping, file.resolveSibling(file.getFileName() + ".rejected.csv"));
    }
}

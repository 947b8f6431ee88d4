package org.fengqiao.cli.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.fengqiao.platform.ProblemException;

/** Writes the files of a release as a folder, byte by byte. */
final class ReleaseFolderWriter {
    private ReleaseFolderWriter() {}

    /** Only into an empty folder: what lies there already would mix with the release. */
    static void write(SortedMap<String, byte[]> files, Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> found = Files.list(folder)) {
                if (found.findAny().isPresent()) {
                    throw ProblemException.invalid(
                            "folder-not-empty",
                            "文件夹 " + folder + " 不是空的，请换一个",
                            "The folder " + folder + " is not empty; name another");
                }
            }
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey()).normalize();
                if (!path.startsWith(folder.normalize())) throw new IllegalStateException(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

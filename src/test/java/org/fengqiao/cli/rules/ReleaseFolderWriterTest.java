package org.fengqiao.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.SortedMap;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.content.ReleaseFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release goes out into a folder and comes back the same, also by way of the archive it is kept as. */
class ReleaseFolderWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rules/shenzhen-labour", "rules/wage-claims"})
    void out_and_back_is_the_same_byte_by_byte(String base) {
        SortedMap<String, byte[]> files = ReleaseFiles.ofFolder(Path.of(base));
        ReleaseFolderWriter.write(ReleaseFiles.unpack(ReleaseFiles.pack(files)), folder);
        SortedMap<String, byte[]> back = ReleaseFiles.ofFolder(folder);
        assertThat(back.keySet()).isEqualTo(files.keySet());
        back.forEach((file, content) -> assertThat(content).as(file).isEqualTo(files.get(file)));
        assertThat(ReleaseFiles.hash(back)).isEqualTo(ReleaseFiles.hash(files));
        assertThatThrownBy(() -> ReleaseFolderWriter.write(files, folder))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("folder-not-empty"));
    }
}

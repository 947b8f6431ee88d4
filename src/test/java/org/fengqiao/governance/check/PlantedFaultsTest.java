package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes as people make them, planted in the shipped base one at a time; each is found where it stands. */
@Execution(ExecutionMode.CONCURRENT)
class PlantedFaultsTest {
    record Fault(
            String fault,
            String file,
            boolean all,
            String find,
            String put,
            String find2,
            String put2,
            String code,
            String file2,
            String at,
            String column) {

        SortedMap<String, byte[]> planted() {
            SortedMap<String, byte[]> files =
                    new TreeMap<>(ShenzhenRuleBase.release().files());
            String text = edited(text(files), find, put);
            if (find2 != null) text = edited(text, find2, put2);
            files.put(file, text.getBytes(StandardCharsets.UTF_8));
            return files;
        }

        private String text(SortedMap<String, byte[]> files) {
            return new String(files.get(file), StandardCharsets.UTF_8);
        }

        private String edited(String text, String find, String put) {
            assertThat(text).as("what is to be edited in " + file).contains(find);
            if (all) return text.replace(find, put);
            int at = text.indexOf(find);
            return text.substring(0, at) + put + text.substring(at + find.length());
        }

        /** Where the fault is told, if not in the file that was edited. */
        String toldIn() {
            return file2 == null ? file : file2;
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    static List<Fault> faults() throws IOException {
        try (InputStream file = PlantedFaultsTest.class.getResourceAsStream("/planted-faults.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<List<Fault>>() {});
        }
    }

    static List<ContentProblem> findings(SortedMap<String, byte[]> files) {
        try {
            return ContentChecks.of(ReleaseReader.read("planted", files));
        } catch (InvalidContentException refused) {
            return refused.problems();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void is_found_where_it_stands(Fault fault) {
        SortedMap<String, byte[]> files = fault.planted();

        List<ContentProblem> findings = findings(files);

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(fault.code());
            assertThat(finding.file()).isEqualTo(fault.at().isEmpty() ? finding.file() : fault.toldIn());
            assertThat(finding.column()).isEqualTo(fault.column());
            assertThat(line(files, finding)).contains(fault.at());
            assertThat(finding.text().zh()).isNotBlank();
            assertThat(finding.text().en()).isNotBlank();
        });
    }

    private static String line(SortedMap<String, byte[]> files, ContentProblem finding) {
        if (finding.row() == 0) return "";
        String text = new String(files.get(finding.file()), StandardCharsets.UTF_8);
        return text.split("\n")[finding.row() - 1];
    }

    @Test
    void there_are_at_least_forty() throws IOException {
        assertThat(faults()).hasSize(89);
    }
}
